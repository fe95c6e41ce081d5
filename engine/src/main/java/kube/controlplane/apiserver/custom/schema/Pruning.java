package kube.controlplane.apiserver.custom.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Removes every field that the schema does not name, so that nothing is stored that nobody reads.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
public final class Pruning {

  private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

  private final List<String> removed = new ArrayList<>();

  private Pruning() {}

  /// Prunes a whole object; returns the paths of what was removed.
  public static List<String> prune(ObjectNode object, JsonNode schema) {
    Pruning pruning = new Pruning();
    pruning.object(object, schema, "", true);
    return List.copyOf(pruning.removed);
  }

  /// Prunes a part of an object, such as a default.
  static List<String> prunePart(JsonNode value, JsonNode schema) {
    Pruning pruning = new Pruning();
    pruning.value(value, schema, "");
    return List.copyOf(pruning.removed);
  }

  private void value(JsonNode value, JsonNode schema, String path) {
    if (value instanceof ArrayNode list) {
      for (int at = 0; at < list.size(); at++) {
        value(list.get(at), schema.path("items"), path + "[" + at + "]");
      }
    } else if (value instanceof ObjectNode object) {
      object(object, schema, path, Json.flag(schema, "x-kubernetes-embedded-resource"));
    }
  }

  private void object(ObjectNode object, JsonNode schema, String path, boolean isWhole) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    boolean keepsUnknown = Json.flag(schema, "x-kubernetes-preserve-unknown-fields")
        || others.asBoolean(false);
    for (String name : List.copyOf(object.propertyNames())) {
      String place = path.isEmpty() ? name : path + "." + name;
      boolean isMetadata = isWhole && OF_EVERY_OBJECT.contains(name);
      if (isMetadata) continue;
      if (properties.has(name)) {
        value(object.get(name), properties.get(name), place);
      } else if (others.isObject()) {
        value(object.get(name), others, place);
      } else if (!keepsUnknown) {
        removed.add(place);
        object.remove(name);
      }
    }
  }
}
