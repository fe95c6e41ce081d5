package kube.controlplane.apiserver.openapi;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the schema of a custom kind as a document can hold it.
///
/// A definition brings a schema of OpenAPI version 3. Version 2 has no words for alternatives,
/// defaults or null, and where a type may be one of two it must say nothing of the type.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#publish-validation-schema-in-openapi
final class CustomType {

  private static final List<String> UNKNOWN_TO_V2 = List.of("nullable", "default", "oneOf",
      "anyOf", "allOf", "not", "x-kubernetes-validations");
  private static final List<String> OF_MANY = List.of("properties");
  private static final List<String> OF_ONE = List.of("items", "additionalProperties");

  private CustomType() {}

  /// The name of the type among those of the document.
  static String component(Kind<?> kind) {
    return String.join(".", List.of(kind.group().split("\\.")).reversed()) + "." + kind.version()
        + "." + kind.name();
  }

  /// A copy of the schema that may be changed.
  static ObjectNode of(JsonNode schema, Dialect dialect) {
    ObjectNode copy = schema.isObject() ? (ObjectNode) schema.deepCopy() : Json.object();
    if (copy.isEmpty()) copy.put("type", "object");
    if (dialect == Dialect.V2) reduce(copy);
    return copy;
  }

  private static void reduce(ObjectNode schema) {
    boolean isOpen = Json.flag(schema, "x-kubernetes-preserve-unknown-fields")
        || Json.flag(schema, "x-kubernetes-int-or-string") || Json.flag(schema, "nullable");
    schema.remove(UNKNOWN_TO_V2);
    if (isOpen) {
      schema.remove(List.of("type", "items", "properties"));
      return;
    }
    OF_MANY.forEach(word -> {
      if (schema.path(word) instanceof ObjectNode many) {
        many.forEach(CustomType::reduceOne);
      }
    });
    OF_ONE.forEach(word -> reduceOne(schema.path(word)));
    if (schema.path("enum") instanceof ArrayNode values) values.removeIf(JsonNode::isNull);
  }

  private static void reduceOne(JsonNode schema) {
    if (schema instanceof ObjectNode one) reduce(one);
  }
}
