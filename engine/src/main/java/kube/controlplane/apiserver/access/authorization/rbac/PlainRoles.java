package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Binding;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.RbacView;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Role;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Rule;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Subject;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.AccessKinds;
import tools.jackson.databind.JsonNode;

/// Roles, bindings and questions about them as plain values, for a part that somebody else wrote.
final class PlainRoles {

  private PlainRoles() {}

  static User user(UserInfo user) {
    return new User(user.name(), new TreeSet<>(user.groups()));
  }

  static Attributes attributes(Action action) {
    return new Attributes(action.verb(), action.group(), action.resource(), action.subresource(),
        action.namespace(), action.name(), action.path());
  }

  static RbacView view(Registry registry) {
    List<Resource> clusterRoles = registry.all(AccessKinds.CLUSTER_ROLE);
    List<Role> roles = new ArrayList<>();
    for (Resource role : clusterRoles) {
      roles.add(role(role, AggregationRule.rulesOf(role, clusterRoles)));
    }
    registry.all(AccessKinds.ROLE)
        .forEach(role -> roles.add(role(role, PolicyRule.listOf(role.tree()))));
    List<Binding> bindings = new ArrayList<>();
    registry.all(AccessKinds.CLUSTER_ROLE_BINDING).forEach(each -> bindings.add(binding(each)));
    registry.all(AccessKinds.ROLE_BINDING).forEach(each -> bindings.add(binding(each)));
    return new RbacView(roles, bindings);
  }

  private static Role role(Resource role, List<PolicyRule> rules) {
    return new Role(role.namespace(), role.name(), rules.stream()
        .map(rule -> new Rule(rule.verbs(), rule.apiGroups(), rule.resources(),
            rule.resourceNames(), rule.nonResourceUrls()))
        .toList());
  }

  private static Binding binding(Resource binding) {
    JsonNode tree = binding.tree();
    return new Binding(binding.namespace(), binding.name(),
        Json.text(tree, "roleRef.kind").equals("ClusterRole"), Json.text(tree, "roleRef.name"),
        Json.list(tree, "subjects", subject -> subject(subject, binding.namespace())));
  }

  private static Subject subject(JsonNode subject, String home) {
    String namespace = Json.text(subject, "namespace");
    return new Subject(Json.text(subject, "kind"), namespace.isEmpty() ? home : namespace,
        Json.text(subject, "name"));
  }
}
