package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.pod.AnnotationRules;
import kube.controlplane.apiserver.strategy.pod.PodDefaults;
import kube.controlplane.apiserver.strategy.pod.PodRules;
import kube.controlplane.apiserver.strategy.pod.QualityOfService;
import kube.controlplane.apiserver.strategy.pod.update.EphemeralContainerRules;
import kube.controlplane.apiserver.strategy.pod.update.PodResizeRules;
import kube.controlplane.apiserver.strategy.pod.update.PodStatusRules;
import kube.controlplane.apiserver.strategy.pod.update.PodUpdateRules;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pods: once they exist, little of what they wish for can change; make a new one instead.
final class PodStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    PodDefaults.fillPod(object.withObject("spec"));
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    ObjectNode status = object.putObject("status")
        .put("phase", "Pending")
        .put("qosClass", QualityOfService.of(object.path("spec")));
    if (Json.at(object, "spec.schedulingGates").isEmpty()) return;
    ArrayNode conditions = status.putArray("conditions");
    conditions.addObject().put("type", "PodScheduled").put("status", "False")
        .put("reason", "SchedulingGated")
        .put("message", "Scheduling is blocked due to non-empty scheduling gates");
  }

  @Override
  public void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {
    switch (subresource) {
      case "ephemeralcontainers" -> EphemeralContainerRules.keepRest(object, old);
      case "resize" -> PodResizeRules.keepRest(object, old);
      case "status" -> keepQuality(object, old);
      default -> {}
    }
  }

  /// The class is the API server's to say; kubelets have forgotten it before.
  private static void keepQuality(ObjectNode object, JsonNode old) {
    ObjectNode status = object.withObject("status");
    if (Json.text(status, "qosClass").isEmpty()) {
      SpecDifference.restore(status, old.path("status"), "qosClass");
    }
  }

  /// New Pods and changed ones are checked alike, but for what only creation may not say.
  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    PodRules.validatePod(object, errors);
  }

  @Override
  public void validateNew(JsonNode object, FieldErrors errors) {
    validate(object, errors);
    PodRules.validateCreate(object, errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    PodUpdateRules.validate(object, old, errors);
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    switch (subresource) {
      case "ephemeralcontainers" -> EphemeralContainerRules.validate(object, old, errors);
      case "resize" -> PodResizeRules.validate(object, old, errors);
      default -> PodStatusRules.validate(object, old, errors);
    }
  }

  @Override
  public boolean judgesByItself() {
    return true;
  }

  /// Few annotations have rules, and claims that are made for a Pod have its name.
  @Override
  public boolean judgesMetadata(JsonNode object) {
    if (AnnotationRules.concern(Json.at(object, "metadata.annotations"))) return true;
    for (JsonNode volume : Json.at(object, "spec.volumes")) {
      if (volume.has("ephemeral")) return true;
    }
    return false;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.nodeName", "spec.restartPolicy", "spec.schedulerName",
        "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP",
        "status.podIPs", "status.nominatedNodeName");
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    return switch (field) {
      case "spec.hostNetwork" -> Boolean.toString(Json.flag(object, field));
      case "status.podIPs" -> Json.text(object, "status.podIP");
      default -> Json.text(object, field);
    };
  }
}
