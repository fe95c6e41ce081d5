package kube.controlplane.apiserver.strategy.pod.update;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.pod.AnnotationRules;
import kube.controlplane.apiserver.strategy.pod.PodRules;
import kube.controlplane.apiserver.strategy.pod.QualityOfService;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for `pods/resize`: more or less processor and memory for containers that run.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
public final class PodResizeRules {

  private static final List<String> LISTS = List.of("containers", "initContainers");

  private PodResizeRules() {}

  /// Takes over nothing but what this door leads to.
  public static void keepRest(ObjectNode pod, JsonNode old) {
    JsonNode asked = pod.path("spec");
    ObjectNode spec = (ObjectNode) old.path("spec").deepCopy();
    for (String list : LISTS) {
      if (asked.path(list).size() != spec.path(list).size()) return;
      for (int index = 0; index < spec.path(list).size(); index++) {
        JsonNode wanted = asked.path(list).path(index);
        if (!(spec.path(list).path(index) instanceof ObjectNode container)) continue;
        if (!Json.text(wanted, "name").equals(Json.text(container, "name"))) return;
        SpecDifference.restore(container, wanted, "resources");
        SpecDifference.restore(container, wanted, "resizePolicy");
      }
    }
    pod.set("spec", spec);
  }

  public static void validate(JsonNode pod, JsonNode old, FieldErrors errors) {
    PodRules.validatePod(pod, errors);
    JsonNode before = old.path("spec");
    String refusal = !before.path("resources").isEmpty()
        ? "pods with pod-level resources cannot be resized"
        : Json.texts(old, "metadata.annotations").containsKey(AnnotationRules.MIRROR)
            ? "static pods cannot be resized"
            : Json.text(before, "os.name").equals("windows")
                ? "windows pods cannot be resized"
                : "";
    if (!refusal.isEmpty()) {
      errors.forbidden("", refusal);
      return;
    }
    String quality = Json.text(old, "status.qosClass");
    if (!QualityOfService.of(pod.path("spec")).equals(quality)) {
      errors.invalid("spec", quality, "Pod QOS Class may not change as a result of resizing");
    }
    refuseRemovals(pod, before, errors);
    refuseOtherChanges(pod.path("spec"), before, errors);
  }

  private static void refuseRemovals(JsonNode pod, JsonNode before, FieldErrors errors) {
    Field spec = Field.of(pod, errors).at("spec");
    for (String list : LISTS) {
      int index = 0;
      for (Field container : spec.at(list).elements()) {
        JsonNode then = before.path(list).path(index++).path("resources");
        boolean counts = list.equals("containers")
            || container.at("restartPolicy").text().equals("Always");
        for (String part : List.of("requests", "limits")) {
          Field now = container.at("resources").at(part);
          boolean isLost = then.path(part).propertyNames().stream()
              .anyMatch(name -> !now.value().has(name));
          if (counts && isLost) {
            now.forbidden("resource " + part + " cannot be removed");
          }
        }
      }
    }
  }

  private static void refuseOtherChanges(JsonNode spec, JsonNode before, FieldErrors errors) {
    ObjectNode rest = (ObjectNode) spec.deepCopy();
    for (String list : LISTS) {
      for (int index = 0; index < rest.path(list).size(); index++) {
        if (!(rest.path(list).path(index) instanceof ObjectNode container)) continue;
        JsonNode then = before.path(list).path(index);
        boolean isMain = list.equals("containers");
        boolean isSidecar = !isMain && Json.text(container, "restartPolicy").equals("Always");
        if (isMain || isSidecar) {
          restoreComputing(container, then);
          SpecDifference.restore(container, then, "resizePolicy");
        }
        if (SpecDifference.same(container, then)) continue;
        errors.forbidden("spec", isMain
            ? "only cpu and memory resources are mutable"
            : isSidecar
                ? "only cpu and memory resources for sidecar containers are mutable"
                : "resources for non-sidecar init containers are immutable");
      }
    }
    if (errors.isEmpty() && !SpecDifference.same(rest, before)) {
      errors.forbidden("spec", "only cpu and memory resources are mutable");
    }
  }

  private static void restoreComputing(ObjectNode container, JsonNode before) {
    for (String part : List.of("requests", "limits")) {
      JsonNode then = before.path("resources").path(part);
      ObjectNode now = container.withObject("resources").withObject(part);
      for (String name : List.of("cpu", "memory")) SpecDifference.restore(now, then, name);
    }
  }
}
