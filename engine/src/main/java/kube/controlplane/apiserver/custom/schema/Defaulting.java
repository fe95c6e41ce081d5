package kube.controlplane.apiserver.custom.schema;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what the schema says of fields that the author left out.
///
/// A `null` where none may be counts as left out; where one may be, it is a value like others.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
public final class Defaulting {

  private Defaulting() {}

  public static void fill(JsonNode value, JsonNode schema) {
    if (value instanceof ArrayNode list) {
      list.forEach(element -> fill(element, schema.path("items")));
    }
    if (value instanceof ObjectNode object) fillObject(object, schema);
  }

  private static void fillObject(ObjectNode object, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    properties.forEachEntry((name, shape) -> {
      dropNull(object, name, shape);
      if (!object.has(name) && shape.has("default"))
        object.set(name, shape.get("default").deepCopy());
      if (object.has(name)) fill(object.get(name), shape);
    });
    JsonNode others = schema.path("additionalProperties");
    if (!others.isObject()) return;
    object.propertyNames().stream().filter(name -> !properties.has(name)).toList()
        .forEach(name -> {
          dropNull(object, name, others);
          fill(object.path(name), others);
        });
  }

  private static void dropNull(ObjectNode object, String name, JsonNode shape) {
    if (object.path(name).isNull() && !Json.flag(shape, "nullable")) object.remove(name);
  }
}
