package kube.controlplane.apiserver.strategy.autoscaling;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `autoscaling`, by the names of the kinds.
public final class AutoscalingStrategies {

  private AutoscalingStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "HorizontalPodAutoscaler" -> new HorizontalPodAutoscalerStrategy();
      default -> null;
    });
  }
}
