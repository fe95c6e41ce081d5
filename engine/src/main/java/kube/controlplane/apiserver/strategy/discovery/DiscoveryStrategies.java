package kube.controlplane.apiserver.strategy.discovery;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `discovery.k8s.io`, by the names of the kinds.
public final class DiscoveryStrategies {

  private DiscoveryStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "EndpointSlice" -> new EndpointSliceStrategy();
      default -> null;
    });
  }
}
