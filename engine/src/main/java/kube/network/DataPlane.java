package kube.network;

/// What the kernel of one node does with the packets that begin or arrive there: the rules that
/// kube-proxy has written, and the memory of what they decided.
///
/// The network asks once for each connection (TCP) and once for each datagram (UDP).
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
public interface DataPlane {

  /// What becomes of a packet.
  sealed interface Decision {

    /// No rule is about it: it goes where it says.
    record NotMine() implements Decision {}

    /// It goes to an endpoint instead.
    ///
    /// @param masquerade whether the node puts its own address in the sender's place
    record Forward(SocketAddress to, boolean masquerade, String reason) implements Decision {}

    /// The sender hears "no" at once.
    record Reject(String reason) implements Decision {}

    /// The sender hears nothing.
    record Drop(String reason) implements Decision {}
  }

  /// @param fromPods whether the sender is a Pod of the cluster or this node itself; what comes from
  ///   elsewhere is external traffic
  Decision decide(Packet packet, boolean fromPods);

  /// Whether the health check on this node port says that the node has an endpoint of its own, as a
  /// balancer asks before it sends anything here.
  default boolean isHealthy(int healthPort) {
    return true;
  }

  /// The data plane of a node on which nobody has written a rule yet.
  static DataPlane empty() {
    return (packet, fromPods) -> new Decision.NotMine();
  }
}
