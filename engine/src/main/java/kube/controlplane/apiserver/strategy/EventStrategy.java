package kube.controlplane.apiserver.strategy;

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
}
