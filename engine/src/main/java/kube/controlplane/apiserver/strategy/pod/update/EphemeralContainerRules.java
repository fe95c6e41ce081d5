package kube.controlplane.apiserver.strategy.pod.update;

import java.util.HashMap;
import java.util.Map;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.pod.AnnotationRules;
import kube.controlplane.apiserver.strategy.pod.PodRules;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for `pods/ephemeralcontainers`: containers for debugging come, and then stay.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
public final class EphemeralContainerRules {

  private static final String LIST = "ephemeralContainers";
  private static final String FIELD = "spec." + LIST;

  private EphemeralContainerRules() {}

  /// Takes over nothing but what this door leads to.
  public static void keepRest(ObjectNode pod, JsonNode old) {
    ObjectNode spec = (ObjectNode) old.path("spec").deepCopy();
    SpecDifference.restore(spec, pod.path("spec"), LIST);
    pod.set("spec", spec);
  }

  public static void validate(JsonNode pod, JsonNode old, FieldErrors errors) {
    if (Json.texts(old, "metadata.annotations").containsKey(AnnotationRules.MIRROR)) {
      errors.forbidden("", "static pods do not support ephemeral containers");
      return;
    }
    PodRules.validatePod(pod, errors);
    Map<String, JsonNode> now = new HashMap<>();
    Json.at(pod, FIELD).forEach(container -> now.put(Json.text(container, "name"), container));
    for (JsonNode before : Json.at(old, FIELD)) {
      String name = Json.text(before, "name");
      JsonNode after = now.get(name);
      if (after == null) {
        errors.forbidden(FIELD,
            "existing ephemeral containers \"" + name + "\" may not be removed\n");
      } else if (!SpecDifference.same(before, after)) {
        errors.forbidden(FIELD, "existing ephemeral containers \"" + name
            + "\" may not be changed\n" + SpecDifference.of(before, after));
      }
    }
  }
}
