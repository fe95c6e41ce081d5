package kube.controlplane.apiserver.catalogue.conversion;

import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// HorizontalPodAutoscalers in version `v1`, which knows one target only: the use of processors.
///
/// All else that `v2` can say travels in annotations, so that an old client loses nothing of what it
/// does not understand.
///
/// **In Kubernetes:**
/// [autoscaling/v1/conversion.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/autoscaling/v1/conversion.go)
public final class AutoscalerConversion implements Conversion {

  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = PREFIX + "metrics";
  private static final String BEHAVIOR = PREFIX + "behavior";
  private static final String CURRENT_METRICS = PREFIX + "current-metrics";
  private static final String CONDITIONS = PREFIX + "conditions";
  private static final String TARGET_USE = "targetCPUUtilizationPercentage";
  private static final String CURRENT_USE = "currentCPUUtilizationPercentage";

  @Override
  public void toStored(ObjectNode autoscaler) {
    autoscaler.put("apiVersion", "autoscaling/v2");
    ArrayNode wished = Json.object().putArray("metrics");
    ArrayNode seen = Json.object().putArray("metrics");
    if (autoscaler.path("spec") instanceof ObjectNode spec) {
      JsonNode use = spec.remove(TARGET_USE);
      taken(autoscaler, METRICS).forEach(metric -> wished.add(MetricForms.WISHED.toNew(metric)));
      if (use != null) wished.add(MetricForms.WISHED.processorUse(use));
      if (!wished.isEmpty()) spec.set("metrics", wished);
      JsonNode behavior = taken(autoscaler, BEHAVIOR);
      if (behavior.isObject()) spec.set("behavior", behavior);
    }
    if (autoscaler.path("status") instanceof ObjectNode status) {
      JsonNode use = status.remove(CURRENT_USE);
      taken(autoscaler, CURRENT_METRICS).forEach(it -> seen.add(MetricForms.SEEN.toNew(it)));
      if (use != null) seen.add(MetricForms.SEEN.processorUse(use));
      if (!seen.isEmpty()) status.set("currentMetrics", seen);
      JsonNode conditions = taken(autoscaler, CONDITIONS);
      if (conditions.isArray()) status.set("conditions", conditions);
    }
  }

  @Override
  public void toServed(ObjectNode autoscaler) {
    autoscaler.put("apiVersion", "autoscaling/v1");
    if (autoscaler.path("spec") instanceof ObjectNode spec) {
      ArrayNode others = Json.object().putArray("others");
      JsonNode metrics = spec.remove("metrics");
      if (metrics != null) divide(metrics, MetricForms.WISHED, spec, TARGET_USE, others);
      if (!others.isEmpty()) annotate(autoscaler, METRICS, others);
      JsonNode behavior = spec.remove("behavior");
      if (behavior != null) annotate(autoscaler, BEHAVIOR, behavior);
    }
    if (autoscaler.path("status") instanceof ObjectNode status) {
      ArrayNode others = Json.object().putArray("others");
      JsonNode metrics = status.remove("currentMetrics");
      if (metrics != null) divide(metrics, MetricForms.SEEN, status, CURRENT_USE, others);
      if (!others.isEmpty()) annotate(autoscaler, CURRENT_METRICS, others);
      JsonNode conditions = status.remove("conditions");
      if (conditions != null) annotate(autoscaler, CONDITIONS, conditions);
    }
  }

  /// The use of processors becomes a field, every other metric an entry of the annotation.
  private static void divide(JsonNode metrics, MetricForms form, ObjectNode half, String field,
      ArrayNode others) {
    for (JsonNode metric : metrics) {
      JsonNode use = form.processorUseOf(metric);
      if (use.isNumber() && !half.has(field)) half.set(field, use);
      else
        others.add(form.toOld(metric));
    }
  }

  private static void annotate(ObjectNode autoscaler, String name, JsonNode value) {
    autoscaler.withObject("metadata").withObjectProperty("annotations")
        .put(name, Json.text(value));
  }

  /// The value of an annotation, which is removed; missing when there is none that can be read.
  private static JsonNode taken(ObjectNode autoscaler, String name) {
    JsonNode missing = Json.object().path("none");
    if (!(autoscaler.path("metadata").path("annotations") instanceof ObjectNode annotations)) {
      return missing;
    }
    JsonNode text = annotations.remove(name);
    if (annotations.isEmpty()) ((ObjectNode) autoscaler.get("metadata")).remove("annotations");
    if (text == null) return missing;
    try {
      return Json.parse(text.asString("").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (JacksonException _) {
      return missing;
    }
  }
}
