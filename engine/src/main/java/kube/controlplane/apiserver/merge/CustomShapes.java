package kube.controlplane.apiserver.merge;

import java.util.List;

import kube.controlplane.apiserver.merge.Shape.Form;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The shape of custom objects, read off the schema of their definition.
///
/// A list is one value unless its `x-kubernetes-list-type` says `set` or `map`. No strategic merge
/// patch knows custom objects, so there are no keys for one.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#custom-resources
final class CustomShapes {

  private CustomShapes() {}

  /// @param metadata the shape of the one field that all kinds share
  static Shape of(JsonNode schema, Shape metadata) {
    Shape custom = of(schema);
    return new Shape(Form.STRUCT, false, List.of(), "", false, name -> switch (name) {
      case "metadata" -> metadata;
      case "apiVersion", "kind" -> Shape.SCALAR;
      default -> custom.field(name);
    });
  }

  private static Shape of(JsonNode schema) {
    boolean atomic = Json.text(schema, "x-kubernetes-map-type").equals("atomic");
    JsonNode values = schema.path("additionalProperties");
    return switch (Json.text(schema, "type")) {
      case "object" -> {
        if (values.isObject()) {
          Shape entry = of(values);
          yield new Shape(Form.MAP, atomic, List.of(), "", false, name -> entry);
        }
        JsonNode fields = schema.path("properties");
        boolean open = Json.flag(schema, "x-kubernetes-preserve-unknown-fields")
            || values.asBoolean(false);
        if (fields.isEmpty() && open) yield Shape.UNTYPED;
        yield new Shape(Form.STRUCT, atomic, List.of(), "", false, name -> fields.has(name)
            ? of(fields.path(name))
            : open ? Shape.UNTYPED : Shape.UNKNOWN);
      }
      case "array" -> list(schema);
      case "" -> Json.flag(schema, "x-kubernetes-preserve-unknown-fields")
          ? Shape.UNTYPED
          : Shape.SCALAR;
      default -> Shape.SCALAR;
    };
  }

  private static Shape list(JsonNode schema) {
    Shape item = of(schema.path("items"));
    List<String> keys = Json.list(schema, "x-kubernetes-list-map-keys", key -> key.asString(""));
    Form form = switch (Json.text(schema, "x-kubernetes-list-type")) {
      case "set" -> Form.SET;
      case "map" -> Form.KEYED_LIST;
      default -> Form.LIST;
    };
    return new Shape(form, form == Form.LIST, keys, "", false, name -> item);
  }
}
