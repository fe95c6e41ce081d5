package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ReplicationControllers: what ReplicaSets were called before selectors could say more.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
final class ReplicationControllerStrategy implements Strategy {

  private static final List<String> COUNTS = List.of("replicas", "fullyLabeledReplicas",
      "readyReplicas", "availableReplicas", "observedGeneration");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "replicas", 1);
    PodTemplates.setDefaults(spec);
    JsonNode labels = Json.at(spec, "template.metadata.labels");
    if (labels.isEmpty()) return;
    if (spec.path("selector").isEmpty()) spec.set("selector", labels.deepCopy());
    ObjectNode metadata = Defaults.object(object, "metadata");
    if (metadata.path("labels").isEmpty()) metadata.set("labels", labels.deepCopy());
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("replicas", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("minReadySeconds").mustNotBeNegative();
    spec.at("selector").mustBeThere();
    spec.at("replicas").mustNotBeNegative();
    Field template = spec.at("template");
    if (!template.isPresent()) {
      template.required("");
      return;
    }
    JsonNode labels = template.at("metadata").at("labels").value();
    boolean fits = spec.at("selector").value().propertyStream()
        .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
    if (!fits) {
      errors.invalid("spec.template.metadata.labels", labels,
          "`selector` does not match template `labels`");
    }
    PodTemplates.validate(template);
    PodTemplates.validateRunsForEver(template, "ReplicationController");
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    COUNTS.forEach(name -> status.at(name).mustNotBeNegative());
    for (String part : List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas")) {
      if (status.at(part).number() > status.at("replicas").number()) {
        status.at(part).invalid("cannot be greater than status.replicas");
      }
    }
    if (status.at("availableReplicas").number() > status.at("readyReplicas").number()) {
      status.at("availableReplicas").invalid("cannot be greater than readyReplicas");
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("status.replicas");
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    return Integer.toString(Json.number(object, field, 0));
  }
}
