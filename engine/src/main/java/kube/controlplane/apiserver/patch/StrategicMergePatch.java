package kube.controlplane.apiserver.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A merge patch that knows which lists are sets of named things: a patch for one container leaves
/// the others alone.
///
/// **Models** merge keys and all directives: `$patch` (merge, replace, delete), `$retainKeys`,
/// `$deleteFromPrimitiveList` and `$setElementOrder`. Items that the patch names come in its order,
/// and new ones in front of those that only the object has.
///
/// **In Kubernetes:**
/// [strategic-merge-patch.md](https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md)
public final class StrategicMergePatch {

  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String REMOVAL = "$deleteFromPrimitiveList/";

  private Optional<Status> fault = Optional.empty();

  private StrategicMergePatch() {}

  /// The object with the patch applied; neither argument is changed.
  ///
  /// Refuses with 400 or 422 what cannot be a patch of this object.
  public static ApiResult<JsonNode> apply(Shape shape, JsonNode object, ObjectNode patch) {
    StrategicMergePatch merging = new StrategicMergePatch();
    ObjectNode merged = merging.merge(shape, (ObjectNode) object.deepCopy(), patch);
    return merging.fault.<ApiResult<JsonNode>>map(Refused::new).orElseGet(() -> new Ok<>(merged));
  }

  private ObjectNode merge(Shape shape, ObjectNode object, ObjectNode patch) {
    if (patch.has(DIRECTIVE)) {
      switch (Json.text(patch, DIRECTIVE)) {
        case "replace" -> {
          return without(patch, DIRECTIVE);
        }
        case "delete" -> {
          return Json.object();
        }
        case "merge" -> {}
        default -> bad("unknown patch type: " + patch.path(DIRECTIVE).asString("")
            + " in map: " + GoText.of(patch));
      }
    }
    boolean ordersLists = patch.propertyNames().stream().anyMatch(it -> it.startsWith(ORDER));
    JsonNode before = ordersLists ? object.deepCopy() : object;
    retain(object, patch);
    patch.forEachEntry((field, change) -> {
      if (field.startsWith(REMOVAL)) {
        removeWords(object.path(field.substring(REMOVAL.length())), change);
      } else if (!field.startsWith("$")) {
        change(shape.field(field), object, field, change);
      }
    });
    patch.forEachEntry((field, order) -> {
      if (!field.startsWith(ORDER)) return;
      String list = field.substring(ORDER.length());
      sort(shape.field(list), object.path(list), before.path(list), order);
    });
    return object;
  }

  private void change(Shape shape, ObjectNode object, String field, JsonNode change) {
    switch (change) {
      case JsonNode nothing when nothing.isNull() -> object.remove(field);
      case ObjectNode changes -> object.set(field, merge(shape,
          object.path(field) instanceof ObjectNode old ? old : Json.object(), changes));
      case ArrayNode items -> object.set(field, mergeList(shape, object.path(field), items));
      default -> object.set(field, change);
    }
  }

  /// Of a union, only the fields that the patch names may stay.
  private void retain(ObjectNode object, ObjectNode patch) {
    if (!patch.has(RETAIN)) return;
    if (!(patch.get(RETAIN) instanceof ArrayNode keys)) {
      bad("invalid patch format of retainKeys");
      return;
    }
    List<String> kept = keys.valueStream().map(key -> key.asString("")).toList();
    boolean fits = patch.propertyNames().stream()
        .allMatch(name -> name.startsWith("$") || kept.contains(name));
    if (fits) {
      object.remove(object.propertyNames().stream().filter(name -> !kept.contains(name)).toList());
    } else {
      impossible();
    }
  }

  private JsonNode mergeList(Shape shape, JsonNode old, ArrayNode items) {
    String key = shape.patchKey();
    if (key.isEmpty()) return items.deepCopy();
    ArrayNode merged = old instanceof ArrayNode there ? there : Json.object().putArray("items");
    if (shape.form() == Shape.Form.SET) {
      ArrayNode before = merged.deepCopy();
      List<JsonNode> known = before.valueStream().toList();
      items.valueStream().filter(item -> !known.contains(item)).forEach(merged::add);
      sort(shape, merged, before, items);
      return merged;
    }
    if (items.valueStream().anyMatch(StrategicMergePatch::isReplaceAll)) {
      ArrayNode whole = items.deepCopy();
      whole.removeIf(item -> item.has(DIRECTIVE));
      return whole;
    }
    JsonNode before = merged.deepCopy();
    for (JsonNode item : items) {
      if (!(item instanceof ObjectNode change)) {
        impossible();
      } else if (change.has(key)) {
        mergeItem(shape, merged, key, change);
      } else {
        bad("map: " + GoText.of(change) + " does not contain declared merge key: " + key);
      }
    }
    sort(shape, merged, before, items);
    return merged;
  }

  /// One such item speaks for its whole list, and is not in it, even if it has a key.
  private static boolean isReplaceAll(JsonNode item) {
    return Json.text(item, DIRECTIVE).equals("replace");
  }

  private void mergeItem(Shape list, ArrayNode items, String key, ObjectNode change) {
    int at = 0;
    while (at < items.size() && !items.get(at).path(key).equals(change.get(key))) at++;
    boolean isThere = at < items.size();
    if (Json.text(change, DIRECTIVE).equals("delete")) {
      items.removeIf(item -> item.path(key).equals(change.get(key)));
    } else if (isThere && items.get(at) instanceof ObjectNode old) {
      items.set(at, merge(list.item(), old, change));
    } else {
      items.add(merge(list.item(), Json.object(), change));
    }
  }

  private void removeWords(JsonNode list, JsonNode words) {
    if (!words.isArray()) {
      bad("invalid patch format of primitive list");
      return;
    }
    List<JsonNode> unwanted = words.valueStream().toList();
    if (list instanceof ArrayNode items) items.removeIf(unwanted::contains);
  }

  /// Items that the order names come in that order; the others keep their place among those that
  /// were there before.
  private void sort(Shape shape, JsonNode list, JsonNode before, JsonNode order) {
    if (!order.isArray()) {
      bad("invalid patch format of setElementOrder list");
      return;
    }
    if (!(list instanceof ArrayNode items)) return;
    String key = shape.form() == Shape.Form.SET ? "" : shape.patchKey();
    List<JsonNode> places = before.valueStream().map(item -> name(item, key)).toList();
    List<JsonNode> others = new ArrayList<>(items.valueStream().toList());
    List<JsonNode> named = new ArrayList<>();
    for (JsonNode wanted : order) {
      others.stream().filter(item -> name(item, key).equals(name(wanted, key))).findFirst()
          .ifPresent(item -> {
            named.add(item);
            others.remove(item);
          });
    }
    items.removeAll();
    for (JsonNode next : named) {
      int place = places.indexOf(name(next, key));
      while (!others.isEmpty() && places.indexOf(name(others.getFirst(), key)) < place) {
        items.add(others.removeFirst());
      }
      items.add(next);
    }
    others.forEach(items::add);
  }

  private static JsonNode name(JsonNode item, String key) {
    return key.isEmpty() || !item.isObject() ? item : item.path(key);
  }

  private void bad(String message) {
    if (fault.isEmpty()) fault = Optional.of(Status.badRequest(message));
  }

  private void impossible() {
    if (fault.isEmpty()) fault = Optional.of(Patches.IMPOSSIBLE);
  }

  private static ObjectNode without(ObjectNode patch, String field) {
    ObjectNode plain = patch.deepCopy();
    plain.remove(field);
    return plain;
  }
}
