package kube.controlplane.apiserver.strategy.apps;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `apps`, by the names of the kinds.
public final class AppsStrategies {

  private AppsStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ControllerRevision" -> new ControllerRevisionStrategy();
      case "DaemonSet" -> new DaemonSetStrategy();
      case "Deployment" -> new DeploymentStrategy();
      case "ReplicaSet" -> new ReplicaSetStrategy();
      case "StatefulSet" -> new StatefulSetStrategy();
      default -> null;
    });
  }
}
