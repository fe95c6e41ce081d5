package kube.controlplane.apiserver.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A merge patch that knows which lists are sets of named things: a patch for one container leaves
/// the others alone.
///
/// **Models** merge keys and the directives `$patch`, `$deleteFromPrimitiveList` and
/// `$setElementOrder`. **Leaves out** `$retainKeys`, which only volumes and Deployments use: their
/// unions are merged like other objects.
///
/// **In Kubernetes:**
/// [strategic-merge-patch.md](https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md)
public final class StrategicMergePatch {

  private static final String ORDER = "$setElementOrder/";
  private static final String REMOVAL = "$deleteFromPrimitiveList/";

  private StrategicMergePatch() {}

  /// The object with the patch applied; neither argument is changed.
  public static JsonNode apply(JsonNode object, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) return patch.deepCopy();
    return merge("", (ObjectNode) object.deepCopy(), changes);
  }

  private static ObjectNode merge(String name, ObjectNode object, ObjectNode patch) {
    if (Json.text(patch, "$patch").equals("replace")) return withoutDirectives(patch);
    if (Json.text(patch, "$patch").equals("delete")) return Json.object();
    patch.forEachEntry((field, change) -> {
      if (field.startsWith(REMOVAL)) {
        removeWords(object.path(field.substring(REMOVAL.length())), change);
      } else if (!field.startsWith("$")) {
        change(name, object, field, change);
      }
    });
    patch.forEachEntry((field, order) -> {
      if (field.startsWith(ORDER)) sort(name, object, field.substring(ORDER.length()), order);
    });
    return object;
  }

  private static void change(String parent, ObjectNode object, String field, JsonNode change) {
    switch (change) {
      case JsonNode nothing when nothing.isNull() -> object.remove(field);
      case ObjectNode changes -> object.set(field, merge(field,
          object.path(field) instanceof ObjectNode old ? old : Json.object(), changes));
      case ArrayNode items ->
        object.set(field, mergeList(parent, object.path(field), field, items));
      default -> object.set(field, change);
    }
  }

  private static JsonNode mergeList(String parent, JsonNode old, String field, ArrayNode items) {
    Optional<String> key = MergeKeys.of(parent, field);
    ArrayNode merged = old instanceof ArrayNode there ? there : Json.object().putArray("items");
    if (MergeKeys.isSet(parent, field)) {
      List<JsonNode> known = merged.valueStream().toList();
      items.valueStream().filter(item -> !known.contains(item)).forEach(merged::add);
      return merged;
    }
    if (key.isEmpty()) return items.deepCopy();
    if (items.valueStream().anyMatch(item -> isReplaceAll(item, key.get()))) merged.removeAll();
    for (JsonNode item : items) {
      if (item instanceof ObjectNode change && change.has(key.get())) {
        mergeItem(field, merged, key.get(), change);
      }
    }
    return merged;
  }

  private static boolean isReplaceAll(JsonNode item, String key) {
    return Json.text(item, "$patch").equals("replace") && !item.has(key);
  }

  private static void mergeItem(String list, ArrayNode items, String key, ObjectNode change) {
    int at = 0;
    while (at < items.size() && !items.get(at).path(key).equals(change.get(key))) at++;
    boolean isThere = at < items.size();
    if (Json.text(change, "$patch").equals("delete")) {
      if (isThere) items.remove(at);
    } else if (isThere && items.get(at) instanceof ObjectNode old) {
      items.set(at, merge(list, old, change));
    } else {
      items.add(merge(list, Json.object(), change));
    }
  }

  private static void removeWords(JsonNode list, JsonNode words) {
    List<JsonNode> unwanted = words.valueStream().toList();
    if (list instanceof ArrayNode items) items.removeIf(unwanted::contains);
  }

  /// Items that the order names come in that order; the others keep their place behind them.
  private static void sort(String parent, ObjectNode object, String field, JsonNode order) {
    if (!(object.path(field) instanceof ArrayNode items)) return;
    Optional<String> key = MergeKeys.of(parent, field);
    List<JsonNode> left = new ArrayList<>(items.valueStream().toList());
    List<JsonNode> sorted = new ArrayList<>();
    for (JsonNode named : order) {
      left.stream().filter(item -> key.map(it -> item.path(it).equals(named.path(it)))
          .orElseGet(() -> item.equals(named))).findFirst().ifPresent(item -> {
            sorted.add(item);
            left.remove(item);
          });
    }
    sorted.addAll(left);
    items.removeAll();
    sorted.forEach(items::add);
  }

  private static ObjectNode withoutDirectives(ObjectNode patch) {
    ObjectNode plain = patch.deepCopy();
    plain.remove("$patch");
    return plain;
  }
}
