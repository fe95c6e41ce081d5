package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.AccessKinds;

import tools.jackson.databind.JsonNode;

/// All roles and bindings at one moment, arranged so that a decision looks only at what concerns
/// its user.
///
/// Every request passes here, and roles change rarely: what is sorted once need not be searched a
/// thousand times. Immutable after its construction; a change of any role makes a new one.
final class RbacIndex {

  /// What one binding gives to one of its subjects.
  ///
  /// @param missing what is wrong with the role it refers to; empty when all is well
  record Grant(String binding, List<PolicyRule> rules, String missing) {}

  private static final String CLUSTER = "";

  private final Map<String, List<PolicyRule>> clusterRoles = new HashMap<>();
  private final Map<String, List<PolicyRule>> roles = new HashMap<>();

  /// By namespace (empty for all of them), then by subject.
  private final Map<String, Map<String, List<Grant>>> grants = new HashMap<>();

  RbacIndex(Registry registry) {
    readClusterRoles(registry.all(AccessKinds.CLUSTER_ROLE));
    for (Resource role : registry.all(AccessKinds.ROLE)) {
      roles.put(role.namespace() + "/" + role.name(), PolicyRule.listOf(role.tree()));
    }
    registry.all(AccessKinds.CLUSTER_ROLE_BINDING).forEach(this::readBinding);
    registry.all(AccessKinds.ROLE_BINDING).forEach(this::readBinding);
  }

  private void readClusterRoles(List<Resource> all) {
    all.forEach(role -> clusterRoles.put(role.name(), AggregationRule.rulesOf(role, all)));
  }

  private void readBinding(Resource binding) {
    JsonNode tree = binding.tree();
    String namespace = binding.namespace();
    String kind = Json.text(tree, "roleRef.kind");
    String role = Json.text(tree, "roleRef.name");
    Optional<List<PolicyRule>> rules = rulesOf(kind, role, namespace);
    String missing = rules.isPresent()
        ? ""
        : kind.toLowerCase(Locale.ROOT) + ".rbac.authorization.k8s.io \"" + role
            + "\" not found";
    String title = namespace.isEmpty()
        ? "ClusterRoleBinding \"" + binding.name() + "\""
        : "RoleBinding \"" + binding.name() + "/" + namespace + "\"";
    for (JsonNode subject : tree.path("subjects")) {
      Grant grant = new Grant(title + " of " + kind + " \"" + role + "\" to "
          + described(subject, namespace), rules.orElse(List.of()), missing);
      grants.computeIfAbsent(namespace, _ -> new HashMap<>())
          .computeIfAbsent(key(subject, namespace), _ -> new ArrayList<>()).add(grant);
    }
  }

  private static String described(JsonNode subject, String namespace) {
    String kind = Json.text(subject, "kind");
    String name = Json.text(subject, "name");
    if (!kind.equals("ServiceAccount")) return kind + " \"" + name + "\"";
    return kind + " \"" + name + "/" + home(subject, namespace) + "\"";
  }

  private static String home(JsonNode subject, String namespace) {
    String own = Json.text(subject, "namespace");
    return own.isEmpty() ? namespace : own;
  }

  /// Users, groups and accounts have names of their own; an account is also a user.
  private static String key(JsonNode subject, String namespace) {
    String name = Json.text(subject, "name");
    return switch (Json.text(subject, "kind")) {
      case "Group" -> "group " + name;
      case "ServiceAccount" ->
        "user system:serviceaccount:" + home(subject, namespace) + ":" + name;
      default -> "user " + name;
    };
  }

  /// The rules of a role, as a binding in `namespace` refers to it.
  Optional<List<PolicyRule>> rulesOf(String kind, String name, String namespace) {
    return Optional.ofNullable(kind.equals("ClusterRole")
        ? clusterRoles.get(name)
        : roles.get(namespace + "/" + name));
  }

  /// All that the user is granted there: first what holds everywhere.
  List<Grant> grantsOf(UserInfo user, String namespace) {
    List<Grant> found = new ArrayList<>();
    collect(user, CLUSTER, found);
    if (!namespace.isEmpty()) collect(user, namespace, found);
    return found;
  }

  private void collect(UserInfo user, String namespace, List<Grant> found) {
    Map<String, List<Grant>> here = grants.get(namespace);
    if (here == null) return;
    found.addAll(here.getOrDefault("user " + user.name(), List.of()));
    for (String group : user.groups()) {
      found.addAll(here.getOrDefault("group " + group, List.of()));
    }
  }
}
