package kube.network;

import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.stream.ByteSink;

/// The wires between Pods: whoever knows an address can connect to a port there.
///
/// Runtimes attach the rooms of their Pods; the API server's proxy and programs in Pods connect.
///
/// Owned by the loop.
///
/// **Models** the flat network in which every Pod reaches every other by its address. **Leaves out**
/// delays, Services and policies, which come with kube-proxy and the network plugin.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/networking/
public final class PodNetwork {

  /// What lives at an address.
  public interface Host {

    /// Connects to a port; what the program answers comes `back`. Empty when nothing listens there.
    Optional<ByteSink> connect(int port, ByteSink back);
  }

  private final TreeMap<String, Host> hosts = new TreeMap<>();

  public void attach(String address, Host host) {
    hosts.put(address, host);
  }

  public void detach(String address, Host host) {
    hosts.remove(address, host);
  }

  /// Connects to a port of the Pod at this address.
  public Optional<ByteSink> connect(String address, int port, ByteSink back) {
    return Optional.ofNullable(hosts.get(address)).flatMap(host -> host.connect(port, back));
  }
}
