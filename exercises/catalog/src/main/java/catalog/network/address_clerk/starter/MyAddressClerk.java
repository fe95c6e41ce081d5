package learner;

import catalog.network.address_clerk.AddressClerk;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Gives Pods their addresses, and nodes their ranges.
public class MyAddressClerk implements AddressClerk {

  @Override
  public void open(String cidr, SortedMap<String, Lease> written) {
    // Where does the street begin, and how long is it?
    // Who lives here already?
  }

  @Override
  public Optional<Lease> add(String containerId, String ifName) {
    // Whose turn is it?
    return Optional.empty();
  }

  @Override
  public void del(String containerId, String ifName) {
    // The house is free, and rests.
  }

  @Override
  public void gc(Set<String> liveIds) {
    // All others have died without a DEL.
  }

  @Override
  public Stats stats() {
    return new Stats(0, 0);
  }

  @Override
  public Optional<String> assign(String node, SortedSet<String> taken) {
    // 10.244.0.0/24, 10.244.1.0/24, and so on.
    return Optional.empty();
  }

  @Override
  public void release(String node) {
    // Its range is free again.
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
