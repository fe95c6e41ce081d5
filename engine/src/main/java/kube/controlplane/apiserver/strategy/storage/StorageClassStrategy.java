package kube.controlplane.apiserver.strategy.storage;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// StorageClasses: which driver makes a volume when somebody claims one, and when.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/storage-classes/ ·
/// [storage/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/storage/validation/validation.go)
final class StorageClassStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    Defaults.put(object, "reclaimPolicy", "Delete");
    Defaults.put(object, "volumeBindingMode", "Immediate");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field storage = Field.of(object, errors);
    ClassRules.validateDriver(storage.at("provisioner"));
    ClassRules.validateParameters(storage.at("parameters"), true);
    storage.at("reclaimPolicy").mustBeOneOf(List.of("Delete", "Retain"));
    storage.at("volumeBindingMode").mustBeOneOf(List.of("Immediate", "WaitForFirstConsumer"));
    for (Field term : storage.at("allowedTopologies").elements()) validateTopology(term);
  }

  private static void validateTopology(Field term) {
    Set<String> keys = new TreeSet<>();
    for (Field expression : term.at("matchLabelExpressions").elements()) {
      Field values = expression.at("values");
      values.mustBeThere();
      Set<String> seen = new TreeSet<>();
      for (Field value : values.elements()) {
        if (!seen.add(value.text())) value.errors().duplicate(value.path(), value.value());
      }
      Field key = expression.at("key");
      key.mustBeKey();
      if (!keys.add(key.text())) key.errors().duplicate(key.path(), key.value());
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    Field storage = Field.of(object, errors);
    for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
      ClassRules.forbidChange(storage.at(field), old.path(field));
    }
    errors.immutable("volumeBindingMode", old.path("volumeBindingMode"),
        object.path("volumeBindingMode"));
  }
}
