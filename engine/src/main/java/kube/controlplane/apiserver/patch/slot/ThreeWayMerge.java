package kube.controlplane.apiserver.patch.slot;

import java.util.List;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What client-side apply comes to, from three documents.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes
final class ThreeWayMerge {

  private ThreeWayMerge() {}

  static ObjectNode of(Shape shape, JsonNode last, JsonNode live, JsonNode desired) {
    ObjectNode merged = live instanceof ObjectNode there ? there.deepCopy() : Json.object();
    last.propertyNames().stream().filter(name -> !desired.has(name)).forEach(merged::remove);
    desired.forEachEntry((name, wish) -> {
      Shape field = shape.field(name);
      switch (wish) {
        case JsonNode nothing when nothing.isNull() -> merged.remove(name);
        case ObjectNode fields ->
          merged.set(name, of(field, last.path(name), live.path(name), fields));
        case ArrayNode items when !field.patchKey().isEmpty() ->
          merged.set(name, list(field, last.path(name), live.path(name), items));
        default -> merged.set(name, wish);
      }
    });
    return merged;
  }

  private static ArrayNode list(Shape shape, JsonNode last, JsonNode live, ArrayNode desired) {
    ArrayNode merged = Json.object().putArray("items");
    for (JsonNode item : live) {
      JsonNode wish = same(shape, desired, item);
      if (!wish.isMissingNode()) {
        merged.add(item(shape, same(shape, last, item), item, wish));
      } else if (same(shape, last, item).isMissingNode()) {
        merged.add(item);
      }
    }
    for (JsonNode wish : desired) {
      if (same(shape, live, wish).isMissingNode()) {
        merged.add(item(shape, MissingNode.getInstance(), MissingNode.getInstance(), wish));
      }
    }
    return merged;
  }

  private static JsonNode item(Shape list, JsonNode last, JsonNode live, JsonNode desired) {
    return desired.isObject() ? of(list.item(), last, live, desired) : desired;
  }

  /// The item of the list that is called as this one is.
  private static JsonNode same(Shape shape, JsonNode list, JsonNode item) {
    List<JsonNode> found = list.valueStream()
        .filter(other -> name(shape, other).equals(name(shape, item))).toList();
    return found.isEmpty() ? MissingNode.getInstance() : found.getFirst();
  }

  private static JsonNode name(Shape list, JsonNode item) {
    return item.isObject() ? item.path(list.patchKey()) : item;
  }
}
