package kube.controlplane.apiserver.strategy.pod.update;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.pod.AnnotationRules;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for changing a Pod that exists: little of its wish can change; make a new one instead.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
public final class PodUpdateRules {

  private static final List<String> LISTS = List.of("containers", "initContainers");

  private PodUpdateRules() {}

  public static void validate(JsonNode pod, JsonNode old, FieldErrors errors) {
    AnnotationRules.validateUpdate(Json.texts(pod, "metadata.annotations"),
        Json.texts(old, "metadata.annotations"), errors);
    JsonNode after = pod.path("spec");
    JsonNode before = old.path("spec");
    if (before.equals(after)) return;
    for (String list : LISTS) {
      if (before.path(list).size() != after.path(list).size()) {
        errors.forbidden("spec." + list, "pod updates may not add or remove containers");
        return;
      }
    }
    if (!validateDeadline(after, before, errors)) return;
    validateTolerations(before, after, errors);
    validateGates(before, after, errors);
    ObjectNode rest = withoutAllowedChanges(after, before);
    if (!before.path("schedulingGates").isEmpty()) {
      GatedPodRules.validate(rest, before, errors);
    }
    if (SpecDifference.same(rest, before)) return;
    errors.forbidden("spec", "pod updates may not change fields other than"
        + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
        + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
        + " previously negative)\n" + SpecDifference.of(before, rest));
  }

  /// A deadline may come, and come nearer.
  private static boolean validateDeadline(JsonNode after, JsonNode before, FieldErrors errors) {
    String field = "spec.activeDeadlineSeconds";
    JsonNode now = after.path("activeDeadlineSeconds");
    JsonNode then = before.path("activeDeadlineSeconds");
    if (now.isMissingNode()) {
      if (then.isNumber()) {
        errors.invalid(field, now, "must not update from a positive integer to nil value");
      }
      return true;
    }
    if (now.asLong(0) < 0 || now.asLong(0) > Integer.MAX_VALUE) {
      errors.within(now, 0, Integer.MAX_VALUE, field);
      return false;
    }
    if (then.isNumber() && then.asLong(0) < now.asLong(0)) {
      errors.invalid(field, now, "must be less than or equal to previous value");
      return false;
    }
    return true;
  }

  private static void validateTolerations(JsonNode before, JsonNode after, FieldErrors errors) {
    Set<JsonNode> now = new HashSet<>();
    after.path("tolerations").forEach(toleration -> now.add(withoutSeconds(toleration)));
    for (JsonNode toleration : before.path("tolerations")) {
      if (now.contains(withoutSeconds(toleration))) continue;
      errors.forbidden("spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
      return;
    }
  }

  private static JsonNode withoutSeconds(JsonNode toleration) {
    ObjectNode copy = (ObjectNode) toleration.deepCopy();
    copy.remove("tolerationSeconds");
    return copy;
  }

  private static void validateGates(JsonNode before, JsonNode after, FieldErrors errors) {
    List<String> old = Json.list(before, "schedulingGates", gate -> Json.text(gate, "name"));
    Each.entry(after.path("schedulingGates"), "spec.schedulingGates", (gate, field) -> {
      String name = Json.text(gate, "name");
      if (!old.contains(name)) {
        errors.forbidden(field + ".name",
            "only deletion is allowed, but found new scheduling gate '" + name + "'");
      }
    });
  }

  /// The new wish with the old value wherever a change is allowed.
  private static ObjectNode withoutAllowedChanges(JsonNode after, JsonNode before) {
    ObjectNode rest = (ObjectNode) after.deepCopy();
    for (String list : LISTS) {
      for (int index = 0; index < before.path(list).size(); index++) {
        if (rest.path(list).path(index) instanceof ObjectNode container) {
          container.set("image", before.path(list).path(index).path("image"));
        }
      }
    }
    for (String field : List.of("activeDeadlineSeconds", "schedulingGates", "tolerations")) {
      SpecDifference.restore(rest, before, field);
    }
    boolean wasNegative = before.path("terminationGracePeriodSeconds").asLong(0) < 0;
    if (wasNegative && rest.path("terminationGracePeriodSeconds").asLong(0) == 1) {
      SpecDifference.restore(rest, before, "terminationGracePeriodSeconds");
    }
    return rest;
  }
}
