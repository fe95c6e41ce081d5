package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.AmountRules;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Nodes: a kubelet registers one together with its status, so the status is kept.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/
final class NodeStrategy implements Strategy {

  private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule",
      "NoExecute");

  /// What there is can all be allocated, where nothing else is said.
  @Override
  public void setDefaults(ObjectNode object) {
    if (!(object.path("status") instanceof ObjectNode status)) return;
    Quantities.canonicalize(status.path("capacity"));
    Quantities.canonicalize(status.path("allocatable"));
    if (!status.has("allocatable") && status.has("capacity")) {
      status.set("allocatable", status.get("capacity").deepCopy());
    }
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field node = Field.of(object, errors);
    validateTaints(node.at("spec").at("taints"));
    validateAmounts(node.at("status"));
    validateNetworks(node.at("spec").at("podCIDRs"));
  }

  private static void validateAmounts(Field status) {
    for (String part : List.of("capacity", "allocatable")) {
      status.at(part).value().forEachEntry((name, amount) -> AmountRules.validate(name, amount,
          status.path() + "." + part + "." + name, status.errors()));
    }
  }

  private static void validateTaints(Field taints) {
    Set<String> seen = new HashSet<>();
    int index = 0;
    for (Field taint : taints.elements()) {
      String field = "metadata.taints[" + index++ + "]";
      FieldErrors errors = taint.errors();
      String key = taint.at("key").text();
      String effect = taint.at("effect").text();
      errors.key(field + ".key", key);
      String value = taint.at("value").text();
      List<String> faults = Names.LABEL_VALUE.faults(value);
      if (!faults.isEmpty()) errors.invalid(field + ".value", value, String.join(";", faults));
      if (effect.isEmpty()) errors.required(field + ".effect");
      else if (!EFFECTS.contains(effect)) {
        errors.notSupported(field + ".effect", effect, EFFECTS);
      }
      if (!seen.add(key + " " + effect)) {
        errors.duplicate(field, taint.value(), "taints must be unique by key and effect pair");
      }
    }
  }

  private static void validateNetworks(Field networks) {
    Set<String> seen = new HashSet<>();
    Set<Boolean> families = new HashSet<>();
    boolean isTooMany = false;
    for (Field network : networks.elements()) {
      Addresses.validateNetwork(network.text(), network.path(), network.errors());
      isTooMany |= !families.add(network.text().contains(":"));
      if (!seen.add(network.text())) network.errors().duplicate(network.path(), network.text());
    }
    if (isTooMany) networks.invalid("may specify no more than one CIDR for each IP family");
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    refuseChange("podCIDRs", "podCIDR", object, old, errors);
    refuseChange("providerID", "providerID", object, old, errors);
  }

  /// A few facts about a node come once, and stay.
  private static void refuseChange(String field, String name, JsonNode object, JsonNode old,
      FieldErrors errors) {
    JsonNode before = old.path("spec").path(field);
    boolean wasSaid = before.isArray() ? !before.isEmpty() : !before.asString("").isEmpty();
    if (wasSaid && !before.equals(object.path("spec").path(field))) {
      errors.forbidden("spec." + field,
          "node updates may not change " + name + " except from \"\" to valid");
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    validateAmounts(status);
    Set<JsonNode> seen = new HashSet<>();
    for (Field address : status.at("addresses").elements()) {
      if (!seen.add(address.value())) errors.duplicate(address.path(), address.value());
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
