package kube.controlplane.apiserver.access.audit;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// How much is noted of which request: the first rule that fits decides.
///
/// @param omittedStages stages of which nothing is noted
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy
public record AuditPolicy(List<Rule> rules, List<String> omittedStages) {

  /// Nothing is noted of anything.
  public static final AuditPolicy NOTHING = new AuditPolicy(List.of(), List.of());

  /// Who did what when, of every request, once it is answered.
  public static final AuditPolicy METADATA = new AuditPolicy(List.of(new Rule(AuditLevel.METADATA,
      List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of())),
      List.of("RequestReceived"));

  /// Resources of one API group.
  ///
  /// @param resources empty for all; `*` for all, `pods/*` for all parts of Pods
  /// @param names empty for all
  public record Group(String group, List<String> resources, List<String> names) {

    boolean matches(Action action) {
      if (!group.equals(action.group())) return false;
      boolean named = names.isEmpty() || names.contains(action.name());
      return named && (resources.isEmpty() || resources.stream().anyMatch(
          resource -> matches(resource, action)));
    }

    private static boolean matches(String resource, Action action) {
      if (resource.equals("*") || resource.equals(action.fullResource())) return true;
      if (action.subresource().isEmpty()) return false;
      return resource.equals(action.resource() + "/*")
          || resource.equals("*/" + action.subresource());
    }
  }

  /// One rule; what a list leaves empty, it does not ask about.
  public record Rule(AuditLevel level, List<String> users, List<String> userGroups,
      List<String> verbs, List<Group> resources, List<String> namespaces,
      List<String> nonResourceUrls, List<String> omittedStages) {

    boolean matches(UserInfo user, Action action) {
      return (users.isEmpty() || users.contains(user.name()))
          && (userGroups.isEmpty() || userGroups.stream().anyMatch(user::isIn))
          && (verbs.isEmpty() || verbs.contains(action.verb())) && matchesPlace(action);
    }

    private boolean matchesPlace(Action action) {
      boolean anywhere = resources.isEmpty() && namespaces.isEmpty() && nonResourceUrls.isEmpty();
      if (anywhere) return true;
      if (!action.isOnResource()) {
        return nonResourceUrls.stream().anyMatch(url -> url.equals("*")
            || url.equals(action.path()) || (url.endsWith("*")
                && action.path().startsWith(url.substring(0, url.length() - 1))));
      }
      if (resources.isEmpty() && namespaces.isEmpty()) return false;
      return (namespaces.isEmpty() || namespaces.contains(action.namespace()))
          && (resources.isEmpty() || resources.stream().anyMatch(group -> group.matches(action)));
    }
  }

  /// Reads a policy file (YAML or JSON). Throws IllegalArgumentException when it is none.
  public static AuditPolicy parse(byte[] file) {
    JsonNode policy = switch (Body.read(file, true)) {
      case ApiResult.Ok<JsonNode>(JsonNode tree) -> tree;
      case ApiResult.Refused<JsonNode>(var status) ->
        throw new IllegalArgumentException(status.message());
    };
    if (!Json.text(policy, "kind").equals("Policy")) {
      throw new IllegalArgumentException("an audit policy has kind: Policy");
    }
    List<Rule> rules = new ArrayList<>();
    policy.path("rules").forEach(rule -> rules.add(rule(rule)));
    if (rules.isEmpty()) throw new IllegalArgumentException("an audit policy needs rules");
    return new AuditPolicy(rules, texts(policy, "omitStages"));
  }

  private static Rule rule(JsonNode rule) {
    return new Rule(AuditLevel.of(Json.text(rule, "level")), texts(rule, "users"),
        texts(rule, "userGroups"), texts(rule, "verbs"),
        Json.list(rule, "resources", group -> new Group(Json.text(group, "group"),
            texts(group, "resources"), texts(group, "resourceNames"))),
        texts(rule, "namespaces"), texts(rule, "nonResourceURLs"), texts(rule, "omitStages"));
  }

  private static List<String> texts(JsonNode tree, String field) {
    return Json.list(tree, field, text -> text.asString(""));
  }

  /// The rule for a request; one that notes nothing when none fits.
  Rule ruleFor(UserInfo user, Action action) {
    for (Rule rule : rules) {
      if (rule.matches(user, action)) return rule;
    }
    return SILENCE;
  }

  private static final Rule SILENCE = new Rule(AuditLevel.NONE, List.of(), List.of(), List.of(),
      List.of(), List.of(), List.of(), List.of());
}
