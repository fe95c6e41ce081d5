package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.ResourceNames;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// LimitRanges: how little and how much a single container, Pod or claim may ask for.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/limit-range/
final class LimitRangeStrategy implements Strategy {

  private static final List<String> TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");
  private static final List<String> PARTS = List.of("max", "min", "default", "defaultRequest",
      "maxLimitRequestRatio");

  /// Of a container, what is not said follows: the limit from the most, the request from the limit.
  @Override
  public void setDefaults(ObjectNode object) {
    Each.object(Json.at(object, "spec.limits"), limit -> {
      PARTS.forEach(part -> Quantities.canonicalize(limit.path(part)));
      if (!Json.text(limit, "type").equals("Container")) return;
      fill(limit, "default", "max");
      fill(limit, "defaultRequest", "default");
      fill(limit, "defaultRequest", "min");
    });
  }

  private static void fill(ObjectNode limit, String part, String from) {
    if (limit.path(from).isEmpty()) return;
    ObjectNode amounts = Defaults.object(limit, part);
    limit.path(from).forEachEntry((name, amount) -> Defaults.put(amounts, name, amount));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Set<String> types = new HashSet<>();
    for (Field limit : Field.of(object, errors).at("spec").at("limits").elements()) {
      Field type = limit.at("type");
      errors.key(type.path(), type.text());
      if (!type.text().isEmpty() && !type.text().contains("/") && !TYPES.contains(type.text())) {
        type.invalid("must be a standard limit type or fully qualified");
      }
      if (!types.add(type.text())) errors.duplicate(type.path(), type.text());
      validateNames(limit, type.text());
      new LimitComparison(limit).validate();
    }
  }

  private static void validateNames(Field limit, String type) {
    for (String part : PARTS) {
      Field amounts = limit.at(part);
      boolean isDefault = part.startsWith("default");
      if (type.equals("Pod") && isDefault) {
        if (!amounts.isEmpty()) {
          amounts.forbidden("may not be specified when `type` is 'Pod'");
        }
        continue;
      }
      for (String name : amounts.value().propertyNames()) {
        String field = amounts.path() + "[" + name + "]";
        if (type.equals("Pod") || type.equals("Container")) {
          ResourceNames.validateOfContainer(name, field, limit.errors());
        } else {
          ResourceNames.validate(name, field, limit.errors());
        }
      }
    }
    boolean isBounded = limit.at("min").value().has("storage")
        || limit.at("max").value().has("storage");
    if (type.equals("PersistentVolumeClaim") && !isBounded) {
      limit.at("limits").required(
          "either minimum or maximum storage value is required, but neither was provided");
    }
  }
}
