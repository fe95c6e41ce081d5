package kube.network;

import java.util.Optional;
import java.util.TreeMap;

/// Gives each Pod of one node an address out of the node's range.
///
/// Addresses are handed out in turn, so that a freed one rests as long as possible before the next
/// Pod gets it: late packets then reach nobody rather than a stranger.
///
/// **Models** the `host-local` plugin of CNI. **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/networking/
public final class PodAddresses {

  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final String prefix;
  private final TreeMap<Integer, String> holders = new TreeMap<>();
  private int next = FIRST;

  /// @param cidr a /24 such as `10.244.1.0/24`; its first address belongs to the node
  public PodAddresses(String cidr) {
    if (!cidr.endsWith(".0/24")) throw new IllegalArgumentException("not a /24: " + cidr);
    this.prefix = cidr.substring(0, cidr.length() - "0/24".length());
  }

  /// An address for the Pod with this uid; empty when the range is used up.
  public Optional<String> allocate(String podUid) {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int candidate = next;
      next = next == LAST ? FIRST : next + 1;
      if (holders.putIfAbsent(candidate, podUid) == null) {
        return Optional.of(prefix + candidate);
      }
    }
    return Optional.empty();
  }

  /// Takes the Pod's address back. Does nothing when it has none.
  public void release(String podUid) {
    holders.values().removeIf(podUid::equals);
  }
}
