package learner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;

/// Another way: first collect the rules that reach this user there, then look for one that fits.
public final class MyAuthorizer implements Authorizer {

  private record Granted(String binding, Rule rule) {}

  @Override
  public Decision decide(User who, Attributes request, RbacView rbac) {
    return granted(who, request.namespace(), rbac).stream()
        .filter(it -> fits(it.rule(), request)).findFirst()
        .<Decision>map(it -> new Allow(it.binding(), it.rule().verbs() + " by a rule"))
        .orElse(new NoOpinion("no rule fits"));
  }

  private static List<Granted> granted(User who, String namespace, RbacView rbac) {
    Map<String, Role> roles = new HashMap<>();
    for (Role role : rbac.roles()) roles.put(role.namespace() + "/" + role.name(), role);
    Set<Subject> names = new HashSet<>();
    for (String group : who.groups()) names.add(new Subject("Group", "", group));
    names.add(new Subject("User", "", who.name()));
    List<Granted> granted = new ArrayList<>();
    for (Binding binding : rbac.bindings()) {
      if (!List.of("", namespace).contains(binding.namespace())) continue;
      if (binding.subjects().stream().map(MyAuthorizer::plain).noneMatch(names::contains)) continue;
      Role role = roles.get((binding.isClusterRole() ? "" : binding.namespace()) + "/"
          + binding.role());
      if (role == null) continue;
      role.rules().forEach(rule -> granted.add(new Granted(binding.name(), rule)));
    }
    return granted;
  }

  /// An account as the user that it is.
  private static Subject plain(Subject subject) {
    return subject.kind().equals("ServiceAccount")
        ? new Subject("User", "", String.join(":", "system", "serviceaccount",
            subject.namespace(), subject.name()))
        : new Subject(subject.kind(), "", subject.name());
  }

  private static boolean fits(Rule rule, Attributes it) {
    if (!anyOf(rule.verbs(), it.verb())) return false;
    if (it.resource().isEmpty()) return anyOf(rule.paths(), it.path());
    List<String> wanted = new ArrayList<>(List.of("*"));
    wanted.add(it.subresource().isEmpty() ? it.resource() : it.resource() + "/" + it.subresource());
    if (!it.subresource().isEmpty()) wanted.add("*/" + it.subresource());
    boolean isNamed = rule.resourceNames().isEmpty() || rule.resourceNames().contains(it.name());
    return isNamed && anyOf(rule.apiGroups(), it.apiGroup())
        && rule.resources().stream().anyMatch(wanted::contains);
  }

  /// A star at the end of an entry stands for anything.
  private static boolean anyOf(List<String> entries, String value) {
    return entries.stream().anyMatch(entry -> entry.endsWith("*")
        ? Pattern.matches(Pattern.quote(entry.substring(0, entry.length() - 1)) + ".*", value)
        : entry.equals(value));
  }
}
