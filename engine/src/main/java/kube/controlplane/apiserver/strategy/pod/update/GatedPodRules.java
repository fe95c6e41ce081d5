package kube.controlplane.apiserver.strategy.pod.update;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for a Pod that waits behind a gate: where it may run can still be narrowed.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/#mutable-pod-scheduling-directives
public final class GatedPodRules {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  private GatedPodRules() {}

  /// Checks what changed in the choice of nodes, and takes those changes out of `rest`.
  public static void validate(ObjectNode rest, JsonNode before, FieldErrors errors) {
    JsonNode selector = rest.path("nodeSelector");
    for (String key : before.path("nodeSelector").propertyNames()) {
      if (selector.path(key).equals(before.path("nodeSelector").path(key))) continue;
      errors.invalid("spec.nodeSelector", selector,
          "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
      break;
    }
    SpecDifference.restore(rest, before, "nodeSelector");
    JsonNode oldChoice = Json.at(before, "affinity.nodeAffinity");
    JsonNode choice = Json.at(rest, "affinity.nodeAffinity");
    if (SpecDifference.same(choice, oldChoice)) return;
    validateTerms(choice, oldChoice, errors);
    ObjectNode affinity = rest.withObject("affinity");
    SpecDifference.restore(affinity, before.path("affinity"), "nodeAffinity");
    if (affinity.isEmpty() && !before.has("affinity")) rest.remove("affinity");
  }

  private static void validateTerms(JsonNode choice, JsonNode before, FieldErrors errors) {
    JsonNode oldTerms = before.path(REQUIRED).path("nodeSelectorTerms");
    JsonNode terms = choice.path(REQUIRED).path("nodeSelectorTerms");
    String field = "spec.affinity.nodeAffinity." + REQUIRED + ".nodeSelectorTerms";
    if (oldTerms.isEmpty()) return;
    if (oldTerms.size() != terms.size()) {
      errors.invalid(field, terms,
          "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
      return;
    }
    for (int index = 0; index < terms.size(); index++) {
      if (!onlyAdds(terms.path(index), oldTerms.path(index))) {
        errors.invalid(field + "[" + index + "]", terms.path(index),
            "only additions are allowed (no mutations or deletions)");
      }
    }
  }

  private static boolean onlyAdds(JsonNode term, JsonNode before) {
    boolean wasEmpty = true;
    for (String list : List.of("matchExpressions", "matchFields")) {
      JsonNode old = before.path(list);
      if (!old.isEmpty()) wasEmpty = false;
      for (int index = 0; index < old.size(); index++) {
        if (!old.path(index).equals(term.path(list).path(index))) return false;
      }
    }
    return !wasEmpty || (term.path("matchExpressions").isEmpty()
        && term.path("matchFields").isEmpty());
  }
}
