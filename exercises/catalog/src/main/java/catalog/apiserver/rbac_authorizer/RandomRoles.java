package catalog.apiserver.rbac_authorizer;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Binding;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.RbacView;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Role;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Rule;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Subject;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;
import kube.foundation.machine.Randomness;

/// Random worlds and requests, and the bindings that rightly allow them.
final class RandomRoles {
  private static final List<String> NAMESPACES = List.of("", "dev", "prod");
  private static final List<String> ROLES = List.of("r1", "r2", "r3");
  private static final List<String> VERBS = List.of("get", "list", "delete", "*");
  private static final List<String> GROUPS = List.of("", "apps", "*");
  private static final List<String> RESOURCES = List.of("pods", "pods/log", "deployments",
      "deployments/scale", "*/scale", "*", "nodes");
  private static final List<String> OBJECTS = List.of("web", "db");
  private static final List<String> PATHS = List.of("/healthz", "/apis/*", "*", "/apis");
  private static final List<Subject> SUBJECTS = List.of(new Subject("User", "", "ann"),
      new Subject("User", "", "team"), new Subject("Group", "", "team"),
      new Subject("Group", "", "ann"), new Subject("ServiceAccount", "dev", "robot"),
      new Subject("ServiceAccount", "prod", "robot"));
  private static final List<User> USERS = List.of(World.user("ann", "team"), World.user("bob"),
      World.user("eve", "team"), World.user("system:serviceaccount:dev:robot"));

  private final Randomness chance;

  RandomRoles(Randomness chance) {
    this.chance = chance;
  }

  World world() {
    World world = new World();
    for (String namespace : NAMESPACES) {
      for (String role : ROLES) {
        if (chance.chance(0.8)) world.role(namespace, role, rule(), rule());
      }
    }
    for (int i = 0; i < 6; i++) {
      String namespace = chance.pick(NAMESPACES);
      Subject[] subjects = {chance.pick(SUBJECTS), chance.pick(SUBJECTS)};
      if (namespace.isEmpty() || chance.chance(0.5)) {
        world.bindsClusterRole(namespace, "b" + i, chance.pick(ROLES), subjects);
      } else {
        world.binds(namespace, "b" + i, chance.pick(ROLES), subjects);
      }
    }
    return world;
  }

  User user() {
    return chance.pick(USERS);
  }

  Attributes request() {
    if (chance.chance(0.15)) {
      return World.asksPath(chance.pick(VERBS.subList(0, 2)),
          chance.pick(List.of("/healthz", "/apis", "/apis/apps", "/metrics")));
    }
    return World.asksIn(chance.pick(GROUPS.subList(0, 2)), chance.pick(VERBS.subList(0, 3)),
        chance.pick(List.of("pods", "pods/log", "deployments", "deployments/scale", "nodes")),
        chance.pick(NAMESPACES), chance.pick(List.of("web", "db", "")));
  }

  private Rule rule() {
    if (chance.chance(0.15)) return World.mayPath(chance.pick(VERBS), chance.pick(PATHS));
    return new Rule(some(VERBS), some(GROUPS), some(RESOURCES),
        chance.chance(0.7) ? List.of() : some(OBJECTS), List.of());
  }

  private List<String> some(List<String> all) {
    return List.copyOf(new TreeSet<>(IntStream.rangeClosed(0, chance.below(2))
        .mapToObj(_ -> chance.pick(all)).toList()));
  }

  /// The names of all bindings that allow it; none when nothing does.
  static Set<String> allowing(User who, Attributes asked, RbacView rbac) {
    return rbac.bindings().stream()
        .filter(binding -> List.of("", asked.namespace()).contains(binding.namespace()))
        .filter(binding -> binding.subjects().stream().anyMatch(it -> isMeant(it, who)))
        .filter(binding -> rbac.roles().stream().filter(role -> isBound(binding, role))
            .flatMap(role -> role.rules().stream()).anyMatch(rule -> allows(rule, asked)))
        .map(Binding::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isMeant(Subject subject, User who) {
    return switch (subject.kind()) {
      case "Group" -> who.groups().contains(subject.name());
      case "User" -> who.name().equals(subject.name());
      default -> who.name()
          .equals(String.join(":", "system:serviceaccount", subject.namespace(), subject.name()));
    };
  }

  private static boolean isBound(Binding binding, Role role) {
    return role.name().equals(binding.role())
        && role.namespace().equals(binding.isClusterRole() ? "" : binding.namespace());
  }

  private static boolean allows(Rule rule, Attributes asked) {
    if (!names(rule.verbs(), asked.verb())) return false;
    if (!asked.path().isEmpty()) {
      return rule.paths().stream().anyMatch(path -> path.endsWith("*")
          ? asked.path().startsWith(path.substring(0, path.length() - 1))
          : asked.path().equals(path));
    }
    String part = asked.subresource();
    String whole = part.isEmpty() ? asked.resource() : asked.resource() + "/" + part;
    boolean isThere = names(rule.resources(), whole)
        || (!part.isEmpty() && rule.resources().contains("*/" + part));
    return isThere && names(rule.apiGroups(), asked.apiGroup())
        && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(asked.name()));
  }

  private static boolean names(List<String> list, String value) {
    return list.contains("*") || list.contains(value);
  }
}
