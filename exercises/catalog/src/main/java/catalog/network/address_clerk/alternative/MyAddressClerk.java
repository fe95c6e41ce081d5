package learner;

import catalog.network.address_clerk.AddressClerk;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps a bit for each house of a street, and nodes by their range.
public class MyAddressClerk implements AddressClerk {

  private final BitSet inUse = new BitSet();
  private final TreeMap<String, TreeMap<String, Integer>> numbers = new TreeMap<>();
  private final TreeMap<String, String> nodes = new TreeMap<>();
  private String prefix = "";
  private int name;
  private int last;
  private int given;

  @Override
  public void open(String cidr, SortedMap<String, Lease> written) {
    int slash = cidr.indexOf('/');
    int dot = cidr.lastIndexOf('.');
    prefix = cidr.substring(0, dot + 1);
    name = Integer.parseInt(cidr.substring(dot + 1, slash));
    last = (1 << (32 - Integer.parseInt(cidr.substring(slash + 1)))) - 2;
    inUse.clear();
    numbers.clear();
    for (int number = 2; number <= last; number++) {
      Lease house = house(number);
      for (Map.Entry<String, Lease> lease : written.entrySet()) {
        if (lease.getValue().equals(house)) hold(lease.getKey(), "eth0", number);
      }
    }
    given = Math.max(1, inUse.length() - 1);
  }

  private Lease house(int number) {
    return new Lease(prefix + (name + number));
  }

  private Lease hold(String containerId, String ifName, int number) {
    inUse.set(number);
    numbers.computeIfAbsent(containerId, _ -> new TreeMap<>()).put(ifName, number);
    return house(number);
  }

  @Override
  public Optional<Lease> add(String containerId, String ifName) {
    Integer known = numbers.getOrDefault(containerId, new TreeMap<>()).get(ifName);
    if (known != null) return Optional.of(house(known));
    int free = inUse.nextClearBit(given + 1);
    if (free > last) free = inUse.nextClearBit(2);
    if (free > last) return Optional.empty();
    given = free;
    return Optional.of(hold(containerId, ifName, free));
  }

  @Override
  public void del(String containerId, String ifName) {
    Integer number = numbers.getOrDefault(containerId, new TreeMap<>()).remove(ifName);
    if (number != null) inUse.clear(number);
  }

  @Override
  public void gc(Set<String> liveIds) {
    for (String id : new TreeSet<>(numbers.keySet())) {
      if (!liveIds.contains(id)) numbers.remove(id).values().forEach(inUse::clear);
    }
  }

  @Override
  public Stats stats() {
    return new Stats(inUse.cardinality(), last - 1 - inUse.cardinality());
  }

  @Override
  public Optional<String> assign(String node, SortedSet<String> taken) {
    for (Map.Entry<String, String> street : nodes.entrySet()) {
      if (street.getValue().equals(node) && !taken.contains(street.getKey())) {
        return Optional.of(street.getKey());
      }
    }
    for (int number = 0; number < 256; number++) {
      String street = "10.244." + number + ".0/24";
      if (taken.contains(street) || nodes.containsKey(street)) continue;
      nodes.values().remove(node);
      nodes.put(street, node);
      return Optional.of(street);
    }
    return Optional.empty();
  }

  @Override
  public void release(String node) {
    nodes.values().remove(node);
  }
}
