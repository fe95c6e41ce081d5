package kube.controlplane.apiserver.managedfields;

import kube.controlplane.apiserver.merge.Shape;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes out of an object what its applier named last time, does not name now, and nobody else owns.
///
/// Fields that nobody owns, such as defaults, go with the struct or the item that they lie in and
/// stay otherwise.
final class Pruning {

  private Pruning() {}

  /// Changes `object`.
  ///
  /// @param last what the applier owned, a [FieldSet]
  /// @param owned what anybody owns now, a [FieldSet]
  static void prune(Shape shape, ObjectNode object, ObjectNode last, ObjectNode owned) {
    last.forEachEntry((element, branch) -> {
      if (!element.startsWith("f:")) return;
      String name = element.substring(2);
      JsonNode value = object.path(name);
      if (value.isMissingNode()) return;
      boolean isStruct = shape.form() == Shape.Form.STRUCT;
      JsonNode owners = owned.path(element);
      boolean wasOurs = isStruct || FieldSet.isMember(branch);
      boolean isWanted = isStruct ? !owners.isMissingNode() : FieldSet.isMember(owners);
      if (wasOurs && !isWanted) {
        object.remove(name);
      } else if (pruneParts(shape.field(name), value, (ObjectNode) branch, set(owners))) {
        object.remove(name);
      }
    });
  }

  /// Whether nothing is left of a value that something was taken from.
  private static boolean pruneParts(Shape shape, JsonNode value, ObjectNode last,
      ObjectNode owned) {
    if (last.isEmpty() || value.isEmpty() || !shape.isDivided(value)) return false;
    if (value instanceof ObjectNode object) {
      prune(shape, object, last, owned);
    } else if (value instanceof ArrayNode items) {
      pruneItems(shape, items, last, owned);
    }
    return value.isEmpty();
  }

  private static void pruneItems(Shape shape, ArrayNode items, ObjectNode last,
      ObjectNode owned) {
    items.removeIf(item -> {
      String element = PathElement.item(shape, item).orElse("");
      JsonNode branch = last.path(element);
      if (branch.isMissingNode()) return false;
      JsonNode owners = owned.path(element);
      if (FieldSet.isMember(branch) && !FieldSet.isMember(owners)) return true;
      return pruneParts(shape.item(), item, (ObjectNode) branch, set(owners));
    });
  }

  private static ObjectNode set(JsonNode branch) {
    return branch instanceof ObjectNode tree ? tree : FieldSet.EMPTY;
  }
}
