package kube.node.kubeproxy;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.network.DataPlane.Decision;
import kube.network.Packet;

/// Decides to which endpoint each flow goes that is meant for a Service.
///
/// One instance serves one node. It is told all Services and slices whenever some have changed, and
/// asked once for each connection (TCP) and for each datagram (UDP).
///
/// A [Packet] holds protocol, client and destination. Which node it is and whether a packet comes
/// from within decide about local traffic policies and topology hints, so both are told. The end of a
/// connection is not: as with the kernel's rules, a connection that was forwarded goes on by itself.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
public interface ServiceProxy {

  /// Where the proxy runs.
  ///
  /// @param address the node's own, on which node ports are open
  /// @param zone empty when the node has none
  record Here(String node, String zone, String address) {}

  /// A remembered flow that exists no longer: its endpoint is gone, or nothing was said for long.
  record FlowGone(Packet packet, String reason) {}

  /// The world as it is now. Connections that exist go on; new ones follow the new world at once.
  void update(Here here, List<ServiceDetail> services, List<EndpointSlice> slices);

  /// Decides about a first packet.
  ///
  /// @param fromPods whether it comes from within the cluster
  Decision connect(Packet packet, boolean fromPods, Instant now);

  /// Forgets the flows that must not be remembered any longer, and says which.
  List<FlowGone> sweep(Instant now);

  /// Whether the Service whose health check has this node port has an endpoint on the node.
  default boolean isHealthy(int healthPort) {
    return true;
  }
}
