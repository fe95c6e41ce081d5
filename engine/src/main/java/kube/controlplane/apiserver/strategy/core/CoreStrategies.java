package kube.controlplane.apiserver.strategy.core;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of the core group, by the names of the kinds.
public final class CoreStrategies {

  private CoreStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "Event" -> new EventStrategy();
      case "Namespace" -> new NamespaceStrategy();
      case "Node" -> new NodeStrategy();
      case "Pod" -> new PodStrategy();
      case "Service" -> new ServiceStrategy();
      default -> null;
    });
  }
}
