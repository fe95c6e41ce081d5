package kube.network;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.machine.Part;
import kube.network.Ipam.Lease;
import org.jspecify.annotations.Nullable;

/// The addresses of one node's Pods: asks the [Ipam] that stands in the slot, and keeps the book of
/// what it gave, so that another can take over without a Pod losing its address.
///
/// Owned by the loop.
public final class PodAddresses {

  private static final String INTERFACE = "eth0";
  private static final int HOUSES = 253;

  private final String cidr;
  private final Part<Ipam> ipam;
  private final TreeMap<String, Lease> held = new TreeMap<>();
  private @Nullable Ipam opened;

  /// @param cidr a /24 such as `10.244.1.0/24`; its first address belongs to the node
  public PodAddresses(String cidr, Part<Ipam> ipam) {
    this.cidr = cidr;
    this.ipam = ipam;
  }

  /// An address for the Pod with this uid; empty when the range is used up.
  public Optional<String> allocate(String podUid) {
    Optional<Lease> lease = given(podUid);
    Optional<String> lie = ipam.isForeign()
        ? lease.map(given -> lieIn(podUid, given)).orElseGet(this::lieInFull)
        : Optional.empty();
    if (lie.isPresent()) {
      ipam.lied(lie.get());
      lease = given(podUid);
    }
    lease.ifPresent(given -> held.put(podUid, given));
    return lease.map(Lease::address);
  }

  /// The Pod has this address already.
  public void inherit(String podUid, String address) {
    held.put(podUid, new Lease(address));
  }

  /// When there is none left, those of the dead are taken back first.
  private Optional<Lease> given(String podUid) {
    return ipam.ask(part -> opened(part).add(podUid, INTERFACE)).or(() -> {
      ipam.tell(part -> opened(part).gc(held.keySet()));
      return ipam.ask(part -> opened(part).add(podUid, INTERFACE));
    });
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same clerk
  private Ipam opened(Ipam part) {
    if (part != opened) part.open(cidr, written());
    opened = part;
    return part;
  }

  private SortedMap<String, Lease> written() {
    return new TreeMap<>(held);
  }

  private Optional<String> lieInFull() {
    return held.size() < HOUSES
        ? Optional.of("it says that " + cidr + " is full, with " + held.size() + " Pods in it")
        : Optional.empty();
  }

  private Optional<String> lieIn(String podUid, Lease lease) {
    String prefix = cidr.substring(0, cidr.lastIndexOf('.') + 1);
    String number = lease.address().startsWith(prefix)
        ? lease.address().substring(prefix.length())
        : "";
    boolean isHouse = number.matches("[1-9][0-9]{0,2}") && Integer.parseInt(number) > 1
        && Integer.parseInt(number) < 255;
    if (!isHouse) {
      return Optional.of("it gave the address " + lease.address() + ", where no Pod of " + cidr
          + " can live");
    }
    return held.entrySet().stream()
        .filter(other -> other.getValue().equals(lease) && !other.getKey().equals(podUid))
        .findFirst()
        .map(other -> "it gave the address " + lease.address() + " to two Pods");
  }

  /// Takes the Pod's address back. Does nothing when it has none.
  public void release(String podUid) {
    held.remove(podUid);
    ipam.tell(part -> opened(part).del(podUid, INTERFACE));
  }
}
