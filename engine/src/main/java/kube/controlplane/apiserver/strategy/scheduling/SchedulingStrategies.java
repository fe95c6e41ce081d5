package kube.controlplane.apiserver.strategy.scheduling;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `scheduling.k8s.io`, by the names of the kinds.
public final class SchedulingStrategies {

  private SchedulingStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "PriorityClass" -> new PriorityClassStrategy();
      default -> null;
    });
  }
}
