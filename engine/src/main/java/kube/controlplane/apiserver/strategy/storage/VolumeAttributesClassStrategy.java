package kube.controlplane.apiserver.strategy.storage;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// VolumeAttributesClasses: how fast a volume is to be, which may change while it lives.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
final class VolumeAttributesClassStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field attributes = Field.of(object, errors);
    ClassRules.validateDriver(attributes.at("driverName"));
    ClassRules.validateParameters(attributes.at("parameters"), false);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    for (String field : List.of("driverName", "parameters")) {
      ClassRules.forbidChange(Field.of(object, errors).at(field), old.path(field));
    }
  }
}
