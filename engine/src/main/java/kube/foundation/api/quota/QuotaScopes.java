package kube.foundation.api.quota;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import tools.jackson.databind.JsonNode;

/// Which objects a quota is about: with scopes, only some Pods.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
public final class QuotaScopes {

  private QuotaScopes() {}

  public static boolean match(JsonNode quota, Kind<?> kind, JsonNode object) {
    JsonNode scopes = Json.at(quota, "spec.scopes");
    JsonNode selectors = Json.at(quota, "spec.scopeSelector.matchExpressions");
    if (scopes.isEmpty() && selectors.isEmpty()) return true;
    if (!kind.equals(Kinds.POD)) return false;
    for (JsonNode scope : scopes) {
      if (!holds(scope.asString(""), "Exists", List.of(), object)) return false;
    }
    for (JsonNode selector : selectors) {
      boolean holds = holds(Json.text(selector, "scopeName"), Json.text(selector, "operator"),
          Json.list(selector, "values", value -> value.asString("")), object);
      if (!holds) return false;
    }
    return true;
  }

  private static boolean holds(String scope, String operator, List<String> values,
      JsonNode pod) {
    boolean ends = Json.at(pod, "spec").has("activeDeadlineSeconds");
    boolean bestEffort = PodAmounts.sum(pod, "requests").isEmpty()
        && PodAmounts.sum(pod, "limits").isEmpty();
    return switch (scope) {
      case "Terminating" -> ends;
      case "NotTerminating" -> !ends;
      case "BestEffort" -> bestEffort;
      case "NotBestEffort" -> !bestEffort;
      case "PriorityClass" -> {
        String its = Json.text(pod, "spec.priorityClassName");
        yield switch (operator) {
          case "In" -> values.contains(its);
          case "NotIn" -> !values.contains(its);
          case "DoesNotExist" -> its.isEmpty();
          default -> !its.isEmpty();
        };
      }
      case "CrossNamespacePodAffinity" -> Json.at(pod, "spec.affinity").findValues("namespaces")
          .stream().anyMatch(list -> !list.isEmpty())
          || !Json.at(pod, "spec.affinity").findValues("namespaceSelector").isEmpty();
      default -> false;
    };
  }
}
