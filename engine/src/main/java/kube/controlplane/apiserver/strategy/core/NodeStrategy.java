package kube.controlplane.apiserver.strategy.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Nodes: a kubelet registers one together with its status, so the status is kept.
final class NodeStrategy implements Strategy {

  private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule",
      "NoExecute");

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    List<JsonNode> taints = new ArrayList<>();
    Json.at(object, "spec.taints").forEach(taints::add);
    for (int index = 0; index < taints.size(); index++) {
      JsonNode taint = taints.get(index);
      String field = "spec.taints[" + index + "]";
      String key = Json.text(taint, "key");
      Names.faultOfKey(key).ifPresent(fault -> errors.invalid(field + ".key", key, fault));
      String value = Json.text(taint, "value");
      Names.LABEL_VALUE.fault(value)
          .ifPresent(fault -> errors.invalid(field + ".value", value, fault));
      String effect = Json.text(taint, "effect");
      if (effect.isEmpty()) {
        errors.required(field + ".effect");
      } else if (!EFFECTS.contains(effect)) {
        errors.notSupported(field + ".effect", effect, EFFECTS);
      }
      if (!seen.add(key + " " + effect)) errors.duplicate(field, taint);
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode before = Json.at(old, "spec.podCIDR");
    if (!before.isMissingNode() && !before.equals(Json.at(object, "spec.podCIDR"))) {
      errors.forbidden("spec.podCIDRs", "node updates may not change podCIDR except from \"\" to"
          + " valid");
    }
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.unschedulable");
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    return Boolean.toString(Json.flag(object, field));
  }
}
