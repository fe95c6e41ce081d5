package kube.controlplane.apiserver.output.rbac;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `rbac.authorization.k8s.io`, by the names of the kinds.
public final class RbacColumns {

  private static final List<Column> ROLE = List.of(Column.ofName(), Column.createdAt());

  private static final List<Column> BINDING = List.of(Column.ofName(),
      Column.text("Role", binding -> Json.text(binding, "roleRef.kind") + "/"
          + Json.text(binding, "roleRef.name")),
      Column.age(),
      Column.text("Users", binding -> subjects(binding, "User")).wide(),
      Column.text("Groups", binding -> subjects(binding, "Group")).wide(),
      Column.text("ServiceAccounts", binding -> subjects(binding, "ServiceAccount")).wide());

  private RbacColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ClusterRole", "Role" -> ROLE;
      case "ClusterRoleBinding", "RoleBinding" -> BINDING;
      default -> null;
    });
  }

  private static String subjects(JsonNode binding, String kind) {
    return String.join(", ", binding.path("subjects").valueStream()
        .filter(subject -> Json.text(subject, "kind").equals(kind))
        .map(subject -> {
          String namespace = Json.text(subject, "namespace");
          String name = Json.text(subject, "name");
          boolean isScoped = kind.equals("ServiceAccount") && !namespace.isEmpty();
          return isScoped ? namespace + "/" + name : name;
        }).toList());
  }
}
