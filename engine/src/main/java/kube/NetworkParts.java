package kube;

import java.util.function.Function;

import kube.foundation.machine.Randomness;
import kube.network.dns.ClusterDns;
import kube.network.dns.ServiceNames;
import kube.node.kubeproxy.RuleProxy;
import kube.node.kubeproxy.ServiceProxy;

/// The replaceable parts of a cluster's network: ours, or a learner's in their place.
///
/// @param serviceProxy made anew for each node whenever its kube-proxy starts
/// @param dns made anew whenever the name server starts
public record NetworkParts(Function<Randomness, ServiceProxy> serviceProxy,
    Function<Randomness, ClusterDns> dns) {

  /// Our own part in every slot.
  public static NetworkParts ours() {
    return new NetworkParts(RuleProxy::new, ServiceNames::new);
  }

  public NetworkParts withServiceProxy(Function<Randomness, ServiceProxy> theirs) {
    return new NetworkParts(theirs, dns);
  }

  public NetworkParts withDns(Function<Randomness, ClusterDns> theirs) {
    return new NetworkParts(serviceProxy, theirs);
  }
}
