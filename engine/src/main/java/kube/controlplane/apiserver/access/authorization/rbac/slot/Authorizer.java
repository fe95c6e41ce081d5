package kube.controlplane.apiserver.access.authorization.rbac.slot;

import java.util.List;
import java.util.SortedSet;

/// Says whether roles and bindings allow a request: the slot `apiserver.authz`.
///
/// It stands after the rules for administrators and nodes, in a cluster that checks roles. There is
/// one right answer, so the server compares it with its own.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/rbac/
public interface Authorizer {

  /// Who asks.
  record User(String name, SortedSet<String> groups) {}

  /// What is asked for.
  ///
  /// @param path only when this is not about a resource
  record Attributes(String verb, String apiGroup, String resource, String subresource,
      String namespace, String name, String path) {}

  /// All roles and bindings at one moment.
  record RbacView(List<Role> roles, List<Binding> bindings) {

    public RbacView {
      roles = List.copyOf(roles);
      bindings = List.copyOf(bindings);
    }
  }

  /// @param namespace empty for a ClusterRole
  record Role(String namespace, String name, List<Rule> rules) {

    public Role { rules = List.copyOf(rules); }
  }

  /// One rule; `*` stands for everything.
  record Rule(List<String> verbs, List<String> apiGroups, List<String> resources,
      List<String> resourceNames, List<String> paths) {}

  /// @param namespace empty for a ClusterRoleBinding
  /// @param role its name; it is a ClusterRole or one of this namespace, as `isClusterRole` says
  record Binding(String namespace, String name, boolean isClusterRole, String role,
      List<Subject> subjects) {

    public Binding { subjects = List.copyOf(subjects); }
  }

  /// @param kind `User`, `Group` or `ServiceAccount`
  /// @param namespace of an account
  record Subject(String kind, String namespace, String name) {}

  /// What is decided.
  sealed interface Decision {}

  /// It is allowed by this rule of this binding.
  record Allow(String binding, String rule) implements Decision {}

  /// Nothing allows it.
  record NoOpinion(String why) implements Decision {}

  Decision decide(User who, Attributes request, RbacView rbac);
}
