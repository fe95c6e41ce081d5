package kube.controlplane.apiserver.openapi;

import kube.controlplane.apiserver.schema.PlainType;
import kube.foundation.api.Json;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The types that are more than a text or a number and still have no fields.
enum SpecialTypes {

  TIME("apis.meta.v1.Time"), MICRO_TIME("apis.meta.v1.MicroTime"), QUANTITY(
      "api.resource.Quantity"), INT_OR_STRING("util.intstr.IntOrString"), SCHEMA_OR_BOOL(
          "JSONSchemaPropsOrBool"), SCHEMA_OR_LIST(
              "JSONSchemaPropsOrArray"), SCHEMA_OR_TEXTS("JSONSchemaPropsOrStringArray");

  private final String place;

  SpecialTypes(String place) {
    this.place = place;
  }

  static SpecialTypes of(PlainType type) {
    return valueOf(type.name());
  }

  /// The name of the type among the components of a document.
  String component() {
    return place.startsWith("JSON")
        ? "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1." + place
        : "io.k8s.apimachinery.pkg." + place;
  }

  ObjectNode toJson(Dialect dialect) {
    return switch (this) {
      case TIME -> Json.object().put("description",
          "Time is a wrapper around time.Time which supports correct marshaling to YAML and JSON.")
          .put("format", "date-time").put("type", "string");
      case MICRO_TIME -> Json.object()
          .put("description", "MicroTime is version of Time with microsecond level precision.")
          .put("format", "date-time").put("type", "string");
      case QUANTITY ->
        oneOf(dialect, "An amount of a resource, such as 500m or 1Gi.", "string", "number");
      case INT_OR_STRING ->
        oneOf(dialect, "IntOrString is a type that can hold an int32 or a string.",
            "integer", "string").put("format", "int-or-string");
      case SCHEMA_OR_BOOL -> Json.object().put("description", "JSONSchemaPropsOrBool represents"
          + " JSONSchemaProps or a boolean value. Defaults to true for the boolean property.");
      case SCHEMA_OR_LIST -> Json.object().put("description", "JSONSchemaPropsOrArray represents"
          + " a value that can either be a JSONSchemaProps or an array of JSONSchemaProps.");
      case SCHEMA_OR_TEXTS -> Json.object().put("description", "JSONSchemaPropsOrStringArray"
          + " represents a JSONSchemaProps or a string array.");
    };
  }

  private static ObjectNode oneOf(Dialect dialect, String description, String first,
      String second) {
    ObjectNode json = Json.object().put("description", description);
    if (dialect == Dialect.V2) return json.put("type", "string");
    ArrayNode either = json.putArray("oneOf");
    either.addObject().put("type", first);
    either.addObject().put("type", second);
    return json;
  }
}
