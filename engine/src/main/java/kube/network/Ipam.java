package kube.network;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Gives each Pod of one node an address out of the node's range: a part that can be replaced while
/// the cluster runs.
///
/// A runtime repeats its calls after a time-out, so each of them may come twice.
///
/// **In Kubernetes:** an IPAM plugin of CNI,
/// https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
public interface Ipam {

  /// An address for as long as the Pod lives.
  record Lease(String address) {}

  /// How full the range is.
  record Stats(int used, int free) {}

  /// The node has started, or another part takes over.
  ///
  /// @param cidr the range, such as `10.244.1.0/24`: its first address is the network's, its second
  ///   the node's own, its last reaches everybody
  /// @param written the leases that were given before and are still held, by container id: what a
  ///   plugin keeps in a file
  void open(String cidr, SortedMap<String, Lease> written);

  /// The lease of a container's interface, the same one when it is asked for again; empty when the
  /// range is full.
  Optional<Lease> add(String containerId, String ifName);

  /// Takes the lease back. Does nothing when there is none.
  void del(String containerId, String ifName);

  /// Takes back the leases of all but these.
  void gc(Set<String> liveIds);

  Stats stats();
}
