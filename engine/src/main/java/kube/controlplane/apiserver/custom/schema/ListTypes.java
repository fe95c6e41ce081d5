package kube.controlplane.apiserver.custom.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists that are sets or maps: no element twice.
///
/// **In Kubernetes:** `x-kubernetes-list-type`,
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
public final class ListTypes {

  private ListTypes() {}

  /// Checks every list of the value that the schema calls a set or a map.
  public static void validate(JsonNode value, JsonNode schema, String path, FieldErrors errors) {
    if (value instanceof ArrayNode list) {
      boolean isMap = Json.text(schema, "x-kubernetes-list-type").equals("map");
      if (isMap || Json.text(schema, "x-kubernetes-list-type").equals("set")) {
        checkUnique(list, isMap, schema, path, errors);
      }
      for (int at = 0; at < list.size(); at++) {
        validate(list.get(at), schema.path("items"), path + "[" + at + "]", errors);
      }
    } else if (value instanceof ObjectNode object) {
      JsonNode others = schema.path("additionalProperties");
      object.forEachEntry((name, field) -> validate(field,
          schema.path("properties").has(name) ? schema.path("properties").get(name) : others,
          path.isEmpty() ? name : path + "." + name, errors));
    }
  }

  private static void checkUnique(ArrayNode list, boolean isMap, JsonNode schema, String path,
      FieldErrors errors) {
    Set<JsonNode> seen = new HashSet<>();
    for (int at = 0; at < list.size(); at++) {
      JsonNode key = isMap ? key(list.get(at), schema) : list.get(at);
      if (!seen.add(key)) errors.duplicate(path + "[" + at + "]", key);
    }
  }

  /// The fields by which the elements of a list of this type are told apart.
  private static JsonNode key(JsonNode element, JsonNode schema) {
    ObjectNode key = Json.object();
    for (JsonNode name : schema.path("x-kubernetes-list-map-keys")) {
      String field = name.asString("");
      if (element.has(field)) key.set(field, element.get(field));
    }
    return key;
  }

  /// The positions of elements that an earlier one equals.
  static List<Integer> duplicates(ArrayNode list) {
    List<Integer> positions = new ArrayList<>();
    Set<JsonNode> seen = new HashSet<>();
    for (int at = 0; at < list.size(); at++) {
      if (!seen.add(list.get(at))) positions.add(at);
    }
    return positions;
  }

  /// The element of the old list that was the same thing: the one with the same key. A list without
  /// keys has none, because positions mean nothing.
  static JsonNode counterpart(ArrayNode list, int at, JsonNode old, JsonNode schema) {
    boolean hasKeys = Json.text(schema, "x-kubernetes-list-type").equals("map");
    if (!hasKeys || !old.isArray()) return MissingNode.getInstance();
    JsonNode key = key(list.get(at), schema);
    return old.valueStream().filter(element -> key(element, schema).equals(key)).findFirst()
        .orElse(MissingNode.getInstance());
  }
}
