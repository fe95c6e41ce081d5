package learner;

import java.util.List;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;

/// Allows what one rule of one binding allows, and has no opinion about the rest.
///
/// Three questions, each with a method of its own: is the user meant, does the binding reach that
/// far, and does a rule of its role say so?
public class MyAuthorizer implements Authorizer {
  private static final String ALL = "*";

  @Override
  public Decision decide(User who, Attributes request, RbacView rbac) {
    for (Binding binding : rbac.bindings()) {
      if (!reaches(binding, request) || !means(binding, who)) continue;
      for (Rule rule : rulesOf(binding, rbac.roles())) {
        if (allows(rule, request)) return new Allow(binding.name(), rule.toString());
      }
    }
    return new NoOpinion("nothing is granted to " + who.name() + " that allows it");
  }

  private static boolean means(Binding binding, User who) {
    return binding.subjects().stream().anyMatch(subject -> switch (subject.kind()) {
      case "Group" -> who.groups().contains(subject.name());
      case "ServiceAccount" -> who.name()
          .equals("system:serviceaccount:" + subject.namespace() + ":" + subject.name());
      default -> who.name().equals(subject.name());
    });
  }

  /// A binding grants in its own namespace, whatever role it refers to; one without holds anywhere.
  private static boolean reaches(Binding binding, Attributes request) {
    return binding.namespace().isEmpty() || binding.namespace().equals(request.namespace());
  }

  private static List<Rule> rulesOf(Binding binding, List<Role> roles) {
    String home = binding.isClusterRole() ? "" : binding.namespace();
    return roles.stream()
        .filter(role -> role.name().equals(binding.role()) && role.namespace().equals(home))
        .flatMap(role -> role.rules().stream()).toList();
  }

  private static boolean allows(Rule rule, Attributes request) {
    if (!lists(rule.verbs(), request.verb())) return false;
    if (!request.path().isEmpty()) {
      return rule.paths().stream().anyMatch(path -> covers(path, request.path()));
    }
    return lists(rule.apiGroups(), request.apiGroup())
        && listsResource(rule.resources(), request)
        && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(request.name()));
  }

  private static boolean listsResource(List<String> resources, Attributes request) {
    if (request.subresource().isEmpty()) return lists(resources, request.resource());
    return lists(resources, request.resource() + "/" + request.subresource())
        || resources.contains("*/" + request.subresource());
  }

  private static boolean covers(String pattern, String path) {
    return pattern.endsWith(ALL)
        ? path.startsWith(pattern.substring(0, pattern.length() - 1))
        : path.equals(pattern);
  }

  private static boolean lists(List<String> values, String asked) {
    return values.contains(ALL) || values.contains(asked);
  }
}
