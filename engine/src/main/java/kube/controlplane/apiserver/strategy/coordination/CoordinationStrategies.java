package kube.controlplane.apiserver.strategy.coordination;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `coordination.k8s.io`, by the names of the kinds.
public final class CoordinationStrategies {

  private CoordinationStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "Lease" -> new LeaseStrategy();
      default -> null;
    });
  }
}
