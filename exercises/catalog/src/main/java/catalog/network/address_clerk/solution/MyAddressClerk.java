package learner;

import catalog.network.address_clerk.AddressClerk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Gives Pods their addresses, and nodes their ranges.
///
/// The houses of a street are a ring. The clerk walks around it and never turns back, so a house
/// that was given back rests until it comes by again.
public class MyAddressClerk implements AddressClerk {

  private static final String WRITTEN_INTERFACE = "eth0";
  private static final int STREETS = 256;

  /// A container's interface: what a lease belongs to.
  private record Door(String containerId, String ifName) {}

  private final Map<Door, Lease> leases = new HashMap<>();
  private List<Lease> houses = List.of();
  private int turn;

  private final Map<String, String> streets = new HashMap<>();

  @Override
  public void open(String cidr, SortedMap<String, Lease> written) {
    String[] street = cidr.split("/", -1);
    int name = number(street[0]);
    int size = 1 << (32 - Integer.parseInt(street[1]));
    houses = IntStream.range(name + 2, name + size - 1)
        .mapToObj(number -> new Lease(address(number))).toList();
    leases.clear();
    turn = 0;
    written.forEach((id, lease) -> {
      leases.put(new Door(id, WRITTEN_INTERFACE), lease);
      turn = Math.max(turn, houses.indexOf(lease) + 1);
    });
  }

  @Override
  public Optional<Lease> add(String containerId, String ifName) {
    Door door = new Door(containerId, ifName);
    Optional<Lease> lease = Optional.ofNullable(leases.get(door)).or(this::nextFree);
    lease.ifPresent(given -> leases.put(door, given));
    return lease;
  }

  private Optional<Lease> nextFree() {
    for (int tried = 0; tried < houses.size(); tried++) {
      Lease house = houses.get(turn++ % houses.size());
      if (!leases.containsValue(house)) return Optional.of(house);
    }
    return Optional.empty();
  }

  @Override
  public void del(String containerId, String ifName) {
    leases.remove(new Door(containerId, ifName));
  }

  @Override
  public void gc(Set<String> liveIds) {
    leases.keySet().removeIf(door -> !liveIds.contains(door.containerId()));
  }

  @Override
  public Stats stats() {
    return new Stats(leases.size(), houses.size() - leases.size());
  }

  @Override
  public Optional<String> assign(String node, SortedSet<String> taken) {
    Optional<String> street = Optional.ofNullable(streets.get(node))
        .filter(given -> !taken.contains(given))
        .or(() -> firstFree(taken));
    street.ifPresent(given -> streets.put(node, given));
    return street;
  }

  private Optional<String> firstFree(Set<String> taken) {
    return IntStream.range(0, STREETS).mapToObj(number -> "10.244." + number + ".0/24")
        .filter(street -> !taken.contains(street) && !streets.containsValue(street)).findFirst();
  }

  @Override
  public void release(String node) {
    streets.remove(node);
  }

  /// Given: an address as one number, so that `number(address) + 1` is the next.
  private static int number(String address) {
    int number = 0;
    for (String part : address.split("\\.", -1)) number = number << 8 | Integer.parseInt(part);
    return number;
  }

  /// Given: such a number as an address.
  private static String address(int number) {
    return IntStream.of(24, 16, 8, 0).mapToObj(bits -> String.valueOf(number >> bits & 255))
        .collect(Collectors.joining("."));
  }
}
