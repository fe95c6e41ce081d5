package kube.controlplane.apiserver.strategy.node;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `node.k8s.io`, by the names of the kinds.
public final class NodeStrategies {

  private NodeStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "RuntimeClass" -> new RuntimeClassStrategy();
      default -> null;
    });
  }
}
