package kube;

import java.util.function.Function;
import java.util.function.Supplier;

import kube.foundation.machine.Randomness;
import kube.network.dns.ClusterDns;
import kube.network.dns.ServiceNames;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HostThenPath;
import kube.node.kubeproxy.RuleProxy;
import kube.node.kubeproxy.ServiceProxy;

/// The replaceable parts of a cluster's network: ours, or a learner's in their place.
///
/// @param serviceProxy made anew for each node whenever its kube-proxy starts
/// @param dns made anew whenever the name server starts
/// @param edgeRouter made anew whenever the router of HTTP starts
public record NetworkParts(Function<Randomness, ServiceProxy> serviceProxy,
    Function<Randomness, ClusterDns> dns, Supplier<EdgeRouter> edgeRouter) {

  /// Our own part in every slot.
  public static NetworkParts ours() {
    return new NetworkParts(RuleProxy::new, ServiceNames::new, HostThenPath::new);
  }

  public NetworkParts withServiceProxy(Function<Randomness, ServiceProxy> theirs) {
    return new NetworkParts(theirs, dns, edgeRouter);
  }

  public NetworkParts withDns(Function<Randomness, ClusterDns> theirs) {
    return new NetworkParts(serviceProxy, theirs, edgeRouter);
  }

  public NetworkParts withEdgeRouter(Supplier<EdgeRouter> theirs) {
    return new NetworkParts(serviceProxy, dns, theirs);
  }
}
