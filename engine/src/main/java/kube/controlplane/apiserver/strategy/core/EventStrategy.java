package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Events: notes about an object, kept in the namespace of that object.
final class EventStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    String here = Json.text(object, "metadata.namespace");
    String there = Json.text(object, "involvedObject.namespace");
    boolean fits = there.isEmpty() ? here.equals("default") : here.equals(there);
    if (!fits) {
      errors.invalid("involvedObject.namespace", there, "does not match event.namespace");
    }
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
        "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
        "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type");
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    if (!field.equals("source")) return Json.text(object, field);
    String source = Json.text(object, "source.component");
    return source.isEmpty() ? Json.text(object, "reportingComponent") : source;
  }
}
