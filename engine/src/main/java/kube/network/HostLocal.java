package kube.network;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Our own clerk of addresses.
///
/// Addresses are handed out in turn, so that a freed one rests as long as possible before the next
/// Pod gets it: late packets then reach nobody rather than a stranger.
///
/// Owned by the loop.
///
/// **Models** the `host-local` plugin of CNI. **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/networking/
public final class HostLocal implements Ipam {

  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final TreeMap<Integer, String> holders = new TreeMap<>();
  private final TreeMap<String, Integer> numbers = new TreeMap<>();
  private String prefix = "";
  private int next = FIRST;

  @Override
  public void open(String cidr, SortedMap<String, Lease> written) {
    if (!cidr.endsWith(".0/24")) throw new IllegalArgumentException("not a /24: " + cidr);
    prefix = cidr.substring(0, cidr.length() - "0/24".length());
    holders.clear();
    numbers.clear();
    next = FIRST;
    written.forEach((id, lease) -> {
      int number = Integer.parseInt(lease.address().substring(prefix.length()));
      hold(id, number);
      next = Math.max(next, after(number));
    });
  }

  @Override
  public Optional<Lease> add(String containerId, String ifName) {
    Integer known = numbers.get(containerId);
    if (known != null) return Optional.of(new Lease(prefix + known));
    for (int tried = FIRST; tried <= LAST; tried++) {
      int candidate = next;
      next = after(next);
      if (holders.containsKey(candidate)) continue;
      hold(containerId, candidate);
      return Optional.of(new Lease(prefix + candidate));
    }
    return Optional.empty();
  }

  private static int after(int number) {
    return number == LAST ? FIRST : number + 1;
  }

  private void hold(String containerId, int number) {
    holders.put(number, containerId);
    numbers.put(containerId, number);
  }

  @Override
  public void del(String containerId, String ifName) {
    Integer number = numbers.remove(containerId);
    if (number != null) holders.remove(number);
  }

  @Override
  public void gc(Set<String> liveIds) {
    holders.values().removeIf(id -> !liveIds.contains(id));
    numbers.keySet().removeIf(id -> !liveIds.contains(id));
  }

  @Override
  public Stats stats() {
    return new Stats(holders.size(), LAST - FIRST + 1 - holders.size());
  }
}
