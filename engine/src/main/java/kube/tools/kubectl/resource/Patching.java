package kube.tools.kubectl.resource;

import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.OpenApi.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies patches at this end, for what is only printed and not sent: dry runs and kustomizations.
///
/// Without a schema, lists are merged by the name of their items wherever all items have one.
public final class Patching {

  private static final String DIRECTIVE = "$patch";

  private Patching() {}

  /// A merge patch; a strategic one where a schema says by which key the items of lists are told
  /// apart.
  public static ObjectNode merged(ObjectNode object, JsonNode patch, Optional<Schema> schema) {
    ObjectNode result = object.deepCopy();
    patch.forEachEntry((name, value) -> {
      if (name.startsWith("$")) return;
      Optional<Schema> field = schema.flatMap(whole -> whole.field(name).or(whole::values));
      JsonNode there = result.path(name);
      if (value.isNull()) {
        result.remove(name);
      } else if (value.isObject()) {
        boolean replaces = value.path(DIRECTIVE).asString("").equals("replace");
        ObjectNode before = !replaces && there instanceof ObjectNode inner ? inner : Json.object();
        result.set(name, merged(before, value, field));
      } else if (value instanceof ArrayNode items && there instanceof ArrayNode list
          && field.filter(Schema::merges).isPresent()) {
        result.set(name, lists(list, items, field.get().mergeKey(), field.get().items()));
      } else {
        result.set(name, value);
      }
    });
    return result;
  }

  /// A patch of an object whose kind has no schema here: lists of named items are merged by `name`.
  public static ObjectNode mergedByName(ObjectNode object, JsonNode patch) {
    ObjectNode result = object.deepCopy();
    patch.forEachEntry((name, value) -> {
      JsonNode there = result.path(name);
      if (value.isNull()) {
        result.remove(name);
      } else if (value.isObject()) {
        boolean replaces = value.path(DIRECTIVE).asString("").equals("replace");
        ObjectNode inner = mergedByName(
            !replaces && there instanceof ObjectNode before ? before : Json.object(), value);
        inner.remove(DIRECTIVE);
        result.set(name, inner);
      } else if (value instanceof ArrayNode items && there instanceof ArrayNode list) {
        String key = keyOf(name, items);
        result.set(name, key.isEmpty() ? value : lists(list, items, key, Optional.empty()));
      } else {
        result.set(name, value);
      }
    });
    return result;
  }

  private static String keyOf(String list, ArrayNode items) {
    String key = switch (list) {
      case "ports" -> "containerPort";
      case "volumeMounts" -> "mountPath";
      case "hostAliases" -> "ip";
      default -> "name";
    };
    boolean all = !items.isEmpty() && items.valueStream().allMatch(item -> item.has(key));
    return all ? key : "";
  }

  private static ArrayNode lists(ArrayNode list, ArrayNode items, String key,
      Optional<Schema> schema) {
    ArrayNode result = Json.object().putArray("items");
    if (key.isEmpty()) {
      result.addAll(list);
      items.forEach(item -> {
        if (list.valueStream().noneMatch(item::equals)) result.add(item);
      });
      return result;
    }
    items.forEach(item -> {
      boolean isNew = list.valueStream().noneMatch(old -> old.path(key).equals(item.path(key)));
      boolean deletes = item.path(DIRECTIVE).asString("").equals("delete");
      if (isNew && !deletes) result.add(item);
    });
    list.forEach(old -> {
      Optional<JsonNode> change = items.valueStream()
          .filter(item -> item.path(key).equals(old.path(key))).findFirst();
      if (change.isEmpty() || !(old instanceof ObjectNode before)) {
        result.add(old);
        return;
      }
      String directive = change.get().path(DIRECTIVE).asString("");
      if (directive.equals("delete")) return;
      result.add(schema.isPresent()
          ? merged(before, change.get(), schema)
          : mergedByName(before, change.get()));
    });
    return result;
  }

  /// A JSON patch: steps, one after the other.
  public static ObjectNode steps(ObjectNode object, JsonNode steps) {
    ObjectNode result = object.deepCopy();
    for (JsonNode step : steps) step(result, step);
    return result;
  }

  private static void step(ObjectNode root, JsonNode step) {
    String operation = Json.text(step, "op");
    JsonNode value = switch (operation) {
      case "move", "copy" -> at(root, Json.text(step, "from")).deepCopy();
      default -> step.path("value");
    };
    switch (operation) {
      case "remove" -> remove(root, Json.text(step, "path"));
      case "move" -> {
        remove(root, Json.text(step, "from"));
        put(root, Json.text(step, "path"), value, false);
      }
      case "add", "copy" -> put(root, Json.text(step, "path"), value, false);
      case "replace" -> put(root, Json.text(step, "path"), value, true);
      case "test" -> {
        if (!at(root, Json.text(step, "path")).equals(value)) {
          throw CommandFailure.of("testing value " + Json.text(step, "path") + " failed: test"
              + " failed");
        }
      }
      default -> throw CommandFailure.of("Unexpected kind: " + operation);
    }
  }

  private static JsonNode at(JsonNode root, String pointer) {
    JsonNode found = root.at(pointer);
    if (found.isMissingNode()) throw missing(pointer);
    return found;
  }

  private static void remove(ObjectNode root, String pointer) {
    at(root, pointer);
    JsonNode parent = parent(root, pointer);
    String name = last(pointer);
    if (parent instanceof ObjectNode object) object.remove(name);
    if (parent instanceof ArrayNode array) array.remove(Integer.parseInt(name));
  }

  private static void put(ObjectNode root, String pointer, JsonNode value, boolean replaces) {
    if (replaces) at(root, pointer);
    JsonNode parent = parent(root, pointer);
    String name = last(pointer);
    switch (parent) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array when name.equals("-") -> array.add(value);
      case ArrayNode array when replaces -> array.set(Integer.parseInt(name), value);
      case ArrayNode array when name.matches("[0-9]{1,6}") -> array.insert(Integer.parseInt(name),
          value);
      default -> throw missing(pointer);
    }
  }

  private static JsonNode parent(ObjectNode root, String pointer) {
    int slash = pointer.lastIndexOf('/');
    if (slash < 0) throw missing(pointer);
    return slash == 0 ? root : at(root, pointer.substring(0, slash));
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private static CommandFailure missing(String pointer) {
    return CommandFailure.of("error in path: doc is missing path: " + pointer);
  }
}
