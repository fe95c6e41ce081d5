package kube.controlplane.apiserver.strategy.apps;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.core.PodDefaults;
import kube.controlplane.apiserver.strategy.core.PodRules;
import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ReplicaSets: a number, a selector that never changes, and a template that the selector chooses.
final class ReplicaSetStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = object.withObject("spec");
    if (!spec.has("replicas")) spec.put("replicas", 1);
    if (spec.path("template") instanceof ObjectNode template) {
      template.withObject("metadata");
      PodDefaults.fill(template.withObject("spec"));
    }
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("replicas", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    JsonNode spec = object.path("spec");
    errors.notNegative(spec, "replicas", "spec.replicas");
    errors.notNegative(spec, "minReadySeconds", "spec.minReadySeconds");
    boolean selects = SelectorRules.validate(spec, "spec.selector", errors);
    JsonNode template = spec.path("template");
    if (template.isMissingNode()) {
      errors.required("spec.template");
      return;
    }
    JsonNode labels = Json.at(template, "metadata.labels");
    if (selects && !LabelSelector.of(spec.path("selector"))
        .matches(Json.texts(template, "metadata.labels"))) {
      errors.invalid("spec.template.metadata.labels", labels,
          "`selector` does not match template `labels`");
    }
    MetadataRules.validateLabels(labels, "spec.template.labels", errors);
    JsonNode podSpec = template.path("spec");
    PodRules.validate(podSpec, "spec.template.spec", errors);
    String policy = Json.text(podSpec, "restartPolicy");
    if (PodRules.RESTART_POLICIES.contains(policy) && !policy.equals("Always")) {
      errors.notSupported("spec.template.spec.restartPolicy", policy,
          java.util.List.of("Always"));
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.selector", Json.at(old, "spec.selector"),
        Json.at(object, "spec.selector"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
