package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pods: once they exist, little of what they wish for can change; make a new one instead.
final class PodStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    PodDefaults.fill(object.withObject("spec"));
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status")
        .put("phase", "Pending")
        .put("qosClass", QualityOfService.of(object.path("spec")));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    PodRules.validate(object.path("spec"), "spec", errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode before = old.path("spec");
    JsonNode after = object.path("spec");
    if (before.equals(after)) return;
    JsonNode allowed = withAllowedChanges(before, after);
    if (!allowed.equals(after)) {
      errors.forbidden("spec", "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
          + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
          + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
          + " previously negative)\n" + SpecDifference.of(allowed, after));
    }
    refuseLostTolerations(before, after, errors);
  }

  /// The old wish with the few changes taken over that are allowed.
  private static JsonNode withAllowedChanges(JsonNode before, JsonNode after) {
    ObjectNode allowed = (ObjectNode) before.deepCopy();
    for (String list : List.of("containers", "initContainers")) {
      JsonNode ours = allowed.path(list);
      JsonNode theirs = after.path(list);
      for (int index = 0; index < Math.min(ours.size(), theirs.size()); index++) {
        JsonNode image = theirs.get(index).path("image");
        if (!image.isMissingNode() && ours.get(index) instanceof ObjectNode container) {
          container.set("image", image);
        }
      }
    }
    for (String field : List.of("activeDeadlineSeconds", "tolerations")) {
      if (after.has(field)) allowed.set(field, after.get(field));
    }
    return allowed;
  }

  private static void refuseLostTolerations(JsonNode before, JsonNode after, FieldErrors errors) {
    List<String> now = Json.list(after, "tolerations", JsonNode::toString);
    boolean lost = Json.list(before, "tolerations", JsonNode::toString).stream()
        .anyMatch(toleration -> !now.contains(toleration));
    if (lost) {
      errors.forbidden("spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
    }
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
