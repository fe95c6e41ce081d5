package kube.controlplane.apiserver.strategy.rbac;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `rbac.authorization.k8s.io`, by the names of the kinds.
public final class RbacStrategies {

  private RbacStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ClusterRole" -> new RoleStrategy(false);
      case "ClusterRoleBinding" -> new RoleBindingStrategy(false);
      case "Role" -> new RoleStrategy(true);
      case "RoleBinding" -> new RoleBindingStrategy(true);
      default -> null;
    });
  }
}
