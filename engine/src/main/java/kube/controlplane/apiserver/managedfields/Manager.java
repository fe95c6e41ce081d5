package kube.controlplane.apiserver.managedfields;

import java.util.Comparator;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who owns fields, as one entry of `metadata.managedFields`.
///
/// One program can be several: what it applies and what it updates are kept apart, and so are the
/// versions and subresources through which it writes.
///
/// @param applies whether it owns fields by apply
/// @param time when it last took a field, as the API writes it; empty when unknown
/// @param fields a [FieldSet]
record Manager(String name, boolean applies, String apiVersion, String subresource, String time,
    ObjectNode fields) {

  /// The order in which the entries stand.
  static final Comparator<Manager> ORDER = Comparator
      .comparing((Manager manager) -> manager.applies ? "Apply" : "Update")
      .thenComparing(Manager::time).thenComparing(Manager::name)
      .thenComparing(Manager::apiVersion).thenComparing(Manager::subresource);

  boolean isSameAs(Manager other) {
    return name.equals(other.name) && applies == other.applies
        && subresource.equals(other.subresource)
        && (applies || apiVersion.equals(other.apiVersion));
  }

  Manager with(ObjectNode newFields) {
    return new Manager(name, applies, apiVersion, subresource, time, newFields);
  }

  Manager at(String newTime) {
    return new Manager(name, applies, apiVersion, subresource, newTime, fields);
  }

  /// How a conflict names it.
  String shown() {
    String shown = "\"" + name + "\"";
    if (!subresource.isEmpty()) shown += " with subresource \"" + subresource + "\"";
    if (applies) return shown;
    return shown + " using " + apiVersion + (time.isEmpty() ? "" : " at " + time);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("manager", name)
        .put("operation", applies ? "Apply" : "Update").put("apiVersion", apiVersion);
    if (!time.isEmpty()) json.put("time", time);
    json.put("fieldsType", "FieldsV1").set("fieldsV1", fields);
    if (!subresource.isEmpty()) json.put("subresource", subresource);
    return json;
  }

  static boolean isWellFormed(JsonNode json) {
    String operation = Json.text(json, "operation");
    return (operation.equals("Apply") || operation.equals("Update"))
        && Json.text(json, "fieldsType").equals("FieldsV1")
        && FieldSet.isWellFormed(json.path("fieldsV1"));
  }

  static Manager of(JsonNode json) {
    return new Manager(Json.text(json, "manager"), Json.text(json, "operation").equals("Apply"),
        Json.text(json, "apiVersion"), Json.text(json, "subresource"), Json.text(json, "time"),
        (ObjectNode) json.path("fieldsV1"));
  }
}
