package kube.controlplane.apiserver.strategy.policy;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `policy`, by the names of the kinds.
public final class PolicyStrategies {

  private PolicyStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "PodDisruptionBudget" -> new PodDisruptionBudgetStrategy();
      default -> null;
    });
  }
}
