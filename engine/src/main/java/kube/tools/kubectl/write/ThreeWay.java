package kube.tools.kubectl.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.OpenApi.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The patch of client-side apply, from three documents: what was applied last, what is to be
/// applied now, and what is there.
///
/// What the manifest says and the object does not have is set. What the last manifest said and this
/// one no longer says is taken away. Everything else was somebody else's doing and stays.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes
final class ThreeWay {

  /// Whether lists are merged item by item; only kinds that Kubernetes itself defines know how.
  private final boolean strategic;

  private ThreeWay(boolean strategic) {
    this.strategic = strategic;
  }

  /// A strategic merge patch when there is a schema that knows of lists, else a merge patch.
  static ObjectNode patch(JsonNode last, JsonNode wanted, JsonNode live,
      Optional<Schema> schema) {
    return new ThreeWay(schema.isPresent()).objects(last, wanted, live, schema);
  }

  private ObjectNode objects(JsonNode last, JsonNode wanted, JsonNode live,
      Optional<Schema> schema) {
    ObjectNode patch = Json.object();
    wanted.forEachEntry((name, value) -> {
      Optional<Schema> field = schema.flatMap(
          whole -> whole.field(name).or(whole::values));
      JsonNode was = last.path(name);
      JsonNode is = live.path(name);
      if (value.isNull()) {
        if (!is.isMissingNode()) patch.putNull(name);
      } else if (value.isObject() && is.isObject()) {
        ObjectNode inner = objects(was, value, is, field);
        boolean replaces = strategic && field.filter(Schema::replaces).isPresent();
        if (replaces) {
          patch.set(name, ((ObjectNode) value.deepCopy()).put("$patch", "replace"));
          return;
        }
        if (!inner.isEmpty()) patch.set(name, inner);
      } else if (strategic && value instanceof ArrayNode items && is instanceof ArrayNode there
          && field.filter(Schema::merges).isPresent()) {
        lists(patch, name, was, items, there, field.get());
      } else if (!value.equals(is)) {
        patch.set(name, value);
      }
    });
    last.forEachEntry((name, value) -> {
      if (!wanted.has(name) && live.has(name)) patch.putNull(name);
    });
    return patch;
  }

  private void lists(ObjectNode patch, String name, JsonNode last, ArrayNode wanted,
      ArrayNode live, Schema schema) {
    String key = schema.mergeKey();
    if (key.isEmpty()) {
      words(patch, name, last, wanted, live);
      return;
    }
    Map<JsonNode, JsonNode> there = byKey(live, key);
    Map<JsonNode, JsonNode> before = byKey(last, key);
    Map<JsonNode, JsonNode> now = byKey(wanted, key);
    ArrayNode changes = Json.object().putArray(name);
    now.forEach((value, item) -> {
      JsonNode existing = there.getOrDefault(value, MissingNode.getInstance());
      if (existing.isMissingNode()) {
        changes.add(item);
        return;
      }
      ObjectNode inner = objects(before.getOrDefault(value, MissingNode.getInstance()), item,
          existing, schema.items());
      if (!inner.isEmpty()) changes.add(inner.set(key, value));
    });
    before.keySet().stream().filter(value -> !now.containsKey(value) && there.containsKey(value))
        .forEach(value -> changes.addObject().put("$patch", "delete").set(key, value));
    if (changes.isEmpty()) return;
    ArrayNode order = patch.putArray("$setElementOrder/" + name);
    now.keySet().forEach(value -> order.addObject().set(key, value));
    patch.set(name, changes);
  }

  private static Map<JsonNode, JsonNode> byKey(JsonNode list, String key) {
    Map<JsonNode, JsonNode> items = new LinkedHashMap<>();
    list.forEach(item -> items.put(item.path(key), item));
    return items;
  }

  /// A list of plain words that is merged like a set.
  private static void words(ObjectNode patch, String name, JsonNode last, ArrayNode wanted,
      ArrayNode live) {
    ArrayNode added = Json.object().putArray(name);
    ArrayNode removed = Json.object().putArray(name);
    wanted.forEach(word -> {
      if (!contains(live, word)) added.add(word);
    });
    last.forEach(word -> {
      if (!contains(wanted, word) && contains(live, word)) removed.add(word);
    });
    if (!added.isEmpty()) patch.set(name, added);
    if (!removed.isEmpty()) patch.set("$deleteFromPrimitiveList/" + name, removed);
  }

  private static boolean contains(JsonNode list, JsonNode word) {
    return list.valueStream().anyMatch(word::equals);
  }
}
