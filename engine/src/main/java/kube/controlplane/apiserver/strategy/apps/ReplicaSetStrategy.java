package kube.controlplane.apiserver.strategy.apps;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ReplicaSets: a number, a selector that never changes, and a template that the selector chooses.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
final class ReplicaSetStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "replicas", 1);
    PodTemplates.setDefaults(spec);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("replicas", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("replicas").mustNotBeNegative();
    spec.at("minReadySeconds").mustNotBeNegative();
    SelectorRules.validateOwn(spec, "empty selector is invalid for deployment");
    PodTemplates.validate(spec.at("template"));
    PodTemplates.validateRunsForEver(spec.at("template"), "ReplicaSet");
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.selector", Json.at(old, "spec.selector"),
        Json.at(object, "spec.selector"));
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    ReplicaRules.validateCounts(status, List.of("replicas", "fullyLabeledReplicas",
        "readyReplicas", "availableReplicas", "observedGeneration"));
    ReplicaRules.validateParts(status,
        List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), "readyReplicas");
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
