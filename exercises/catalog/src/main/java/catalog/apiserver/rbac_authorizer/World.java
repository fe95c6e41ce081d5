package catalog.apiserver.rbac_authorizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Binding;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.RbacView;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Role;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Rule;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Subject;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;

/// Roles and bindings, put together in a few words.
final class World {
  private final List<Role> roles = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();

  World role(String namespace, String name, Rule... rules) {
    roles.add(new Role(namespace, name, List.of(rules)));
    return this;
  }

  World clusterRole(String name, Rule... rules) {
    return role("", name, rules);
  }

  /// A RoleBinding to a role of its own namespace.
  World binds(String namespace, String name, String role, Subject... subjects) {
    bindings.add(new Binding(namespace, name, false, role, List.of(subjects)));
    return this;
  }

  /// A binding to a ClusterRole; a ClusterRoleBinding where the namespace is empty.
  World bindsClusterRole(String namespace, String name, String role, Subject... subjects) {
    bindings.add(new Binding(namespace, name, true, role, List.of(subjects)));
    return this;
  }

  RbacView view() {
    return new RbacView(roles, bindings);
  }

  static User user(String name, String... groups) {
    return new User(name, new TreeSet<>(Arrays.asList(groups)));
  }

  static Subject userNamed(String name) {
    return new Subject("User", "", name);
  }

  static Subject groupNamed(String name) {
    return new Subject("Group", "", name);
  }

  static Subject account(String namespace, String name) {
    return new Subject("ServiceAccount", namespace, name);
  }

  /// A rule about resources of the core group.
  static Rule may(List<String> verbs, List<String> resources, String... names) {
    return new Rule(verbs, List.of(""), resources, List.of(names), List.of());
  }

  static Rule mayPath(String verb, String... paths) {
    return new Rule(List.of(verb), List.of(), List.of(), List.of(), List.of(paths));
  }

  /// A request for a resource of the core group, maybe with a subresource (`pods/log`).
  static Attributes asks(String verb, String resource, String namespace, String name) {
    return asksIn("", verb, resource, namespace, name);
  }

  static Attributes asksIn(String group, String verb, String resource, String namespace,
      String name) {
    int slash = resource.indexOf('/');
    String parent = slash < 0 ? resource : resource.substring(0, slash);
    String part = slash < 0 ? "" : resource.substring(slash + 1);
    return new Attributes(verb, group, parent, part, namespace, name, "");
  }

  static Attributes asksPath(String verb, String path) {
    return new Attributes(verb, "", "", "", "", "", path);
  }
}
