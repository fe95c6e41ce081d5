package kube.controlplane.controllermanager.disruption;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.IntOrPercent;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.WorkloadKinds;
import tools.jackson.databind.JsonNode;

/// A PodDisruptionBudget as its controller reads it.
///
/// @param selector empty when the budget chooses no Pod at all
/// @param disrupted Pods that were promised to leave, and when
/// @param condition what was last said about disruptions being allowed
record Budget(Metadata metadata, Optional<LabelSelector> selector,
    Optional<IntOrPercent> minAvailable, Optional<IntOrPercent> maxUnavailable,
    SortedMap<String, Instant> disrupted, List<JsonNode> conditions, JsonNode status)
    implements
      KubernetesObject {

  static final Kind<Budget> KIND = WorkloadKinds.POD_DISRUPTION_BUDGET.readAs(Budget::of);

  static Budget of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode status = resource.tree().path("status");
    SortedMap<String, Instant> disrupted = new TreeMap<>();
    status.path("disruptedPods").forEachEntry(
        (pod, time) -> disrupted.put(pod, Instant.parse(time.asString(""))));
    return new Budget(resource.metadata(), spec.has("selector")
        ? Optional.of(LabelSelector.of(spec.path("selector")))
        : Optional.empty(), amount(spec.path("minAvailable")),
        amount(spec.path("maxUnavailable")), disrupted,
        Json.list(status, "conditions", condition -> condition), status);
  }

  private static Optional<IntOrPercent> amount(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(IntOrPercent.of(value, IntOrPercent.count(0)));
  }
}
