package kube.controlplane.apiserver.custom.schema;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Checks the defaults of a schema: each must itself be what the schema asks for.
final class DefaultRules {

  private DefaultRules() {}

  static void validate(JsonNode schema, String path, FieldErrors errors) {
    JsonNode value = schema.path("default");
    if (!value.isMissingNode()) check(value, schema, path + ".default", errors);
    if (schema.path("items").isObject()) validate(schema.get("items"), path + ".items", errors);
    if (schema.path("additionalProperties").isObject()) {
      validate(schema.get("additionalProperties"), path + ".additionalProperties", errors);
    }
    schema.path("properties").forEachEntry(
        (name, field) -> validate(field, path + ".properties[" + name + "]", errors));
  }

  private static void check(JsonNode value, JsonNode schema, String path, FieldErrors errors) {
    JsonNode pruned = value.deepCopy();
    if (!Pruning.prunePart(pruned, schema).isEmpty()) {
      errors.invalid(path, value, "must not have unknown fields");
      return;
    }
    Defaulting.fill(pruned, schema);
    boolean isEmbedded = Json.flag(schema, "x-kubernetes-embedded-resource");
    if (isEmbedded) return;
    errors.addAll(SchemaValidation.validate(pruned, MissingNode.getInstance(), schema, path));
  }
}
