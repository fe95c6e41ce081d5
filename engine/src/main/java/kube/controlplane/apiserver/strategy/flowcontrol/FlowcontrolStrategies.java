package kube.controlplane.apiserver.strategy.flowcontrol;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `flowcontrol.apiserver.k8s.io`, by the names of the kinds.
public final class FlowcontrolStrategies {

  private FlowcontrolStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "FlowSchema" -> new FlowSchemaStrategy();
      case "PriorityLevelConfiguration" -> new PriorityLevelConfigurationStrategy();
      default -> null;
    });
  }
}
