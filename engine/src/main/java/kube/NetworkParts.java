package kube;

import java.util.function.Function;

import kube.foundation.machine.Randomness;
import kube.node.kubeproxy.RuleProxy;
import kube.node.kubeproxy.ServiceProxy;

/// The replaceable parts of a cluster's network: ours, or a learner's in their place.
///
/// @param serviceProxy made anew for each node whenever its kube-proxy starts
public record NetworkParts(Function<Randomness, ServiceProxy> serviceProxy) {

  /// Our own part in every slot.
  public static NetworkParts ours() {
    return new NetworkParts(RuleProxy::new);
  }

  public NetworkParts withServiceProxy(Function<Randomness, ServiceProxy> theirs) {
    return new NetworkParts(theirs);
  }
}
