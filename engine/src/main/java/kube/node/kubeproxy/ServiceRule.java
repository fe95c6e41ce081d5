package kube.node.kubeproxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.network.SocketAddress;

/// What a node does with flows to one address and port of a Service.
///
/// @param name of Service and port, such as `default/web:http`
/// @param isExternal whether the address is one for clients outside: a node port, a balancer's or an
///   external address
/// @param everywhere the endpoints of the whole cluster that may be used
/// @param here those on this node
/// @param onlyHere whether flows of this kind must stay on the node
/// @param known whether the Service has any endpoint at all, here or elsewhere
/// @param affinity for how long a client keeps its endpoint
/// @param sources from which ranges a balancer lets clients in; empty for all
record ServiceRule(String name, boolean isExternal, List<SocketAddress> everywhere,
    List<SocketAddress> here, boolean onlyHere, boolean known, Optional<Duration> affinity,
    List<String> sources) {

  ServiceRule {
    everywhere = List.copyOf(everywhere);
    here = List.copyOf(here);
    sources = List.copyOf(sources);
  }

  /// Where flows may go. To an address for the outside, clients within the cluster have a short cut:
  /// they are led to all endpoints, also where outsiders must stay on the node.
  List<SocketAddress> choices(boolean fromPods) {
    return staysHere(fromPods) ? here : everywhere;
  }

  boolean staysHere(boolean fromPods) {
    return onlyHere && !(isExternal && fromPods);
  }
}
