package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Events: notes about an object, kept in the namespace of that object.
final class EventStrategy implements Strategy {

  private static final int WORD_AT_MOST = 128;
  private static final int NOTE_AT_MOST = 1024;

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    String here = Json.text(object, "metadata.namespace");
    String there = Json.text(object, "involvedObject.namespace");
    boolean isNew = !Json.text(object, "eventTime").isEmpty();
    boolean isAnywhere = here.equals("default") || (isNew && here.equals("kube-system"));
    boolean fits = there.isEmpty() ? isAnywhere : isNew || here.equals(there);
    if (!fits) {
      errors.invalid("involvedObject.namespace", there, "does not match event.namespace");
    }
    if (isNew) validateReport(Field.of(object, errors));
  }

  /// An Event of the new form says who reports, and what was done.
  private static void validateReport(Field event) {
    String reporter = event.at("reportingComponent").text();
    if (reporter.isEmpty()) event.errors().required("reportingController");
    event.errors().key("reportingController", reporter);
    for (String field : List.of("reportingInstance", "action", "reason")) {
      event.at(field).mustBeThere();
      validateLength(event.at(field), WORD_AT_MOST);
    }
    validateLength(event.at("message"), NOTE_AT_MOST);
  }

  private static void validateLength(Field field, int most) {
    if (field.text().length() > most) {
      field.errors().invalid(field.path(), "", "can have at most " + most + " characters");
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
