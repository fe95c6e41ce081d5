package kube.network;

import java.util.Optional;

/// A cloud's balancer in front of the cluster: hands each new flow to one of the nodes.
public interface Balancer {

  /// The node that gets the packet; empty when none is healthy.
  Optional<String> node(Packet packet);
}
