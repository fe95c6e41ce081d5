package kube.controlplane.apiserver.strategy.networking;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `networking.k8s.io`, by the names of the kinds.
public final class NetworkingStrategies {

  private NetworkingStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "IPAddress" -> new IPAddressStrategy();
      case "Ingress" -> new IngressStrategy();
      case "IngressClass" -> new IngressClassStrategy();
      case "NetworkPolicy" -> new NetworkPolicyStrategy();
      case "ServiceCIDR" -> new ServiceCIDRStrategy();
      default -> null;
    });
  }
}
