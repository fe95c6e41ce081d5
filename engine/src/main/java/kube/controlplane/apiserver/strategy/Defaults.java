package kube.controlplane.apiserver.strategy;

import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what an author left out: a field that is there stays as it is.
public final class Defaults {

  private Defaults() {}

  /// An empty text counts as left out.
  public static void put(ObjectNode object, String field, String value) {
    boolean isEmpty = object.path(field).isString() && object.path(field).asString("").isEmpty();
    if (isEmpty || isAbsent(object, field)) object.put(field, value);
  }

  public static void put(ObjectNode object, String field, int value) {
    if (isAbsent(object, field)) object.put(field, value);
  }

  public static void put(ObjectNode object, String field, boolean value) {
    if (isAbsent(object, field)) object.put(field, value);
  }

  public static void put(ObjectNode object, String field, JsonNode value) {
    if (isAbsent(object, field)) object.set(field, value);
  }

  /// The object in this field, which is made when it is absent.
  ///
  /// What is not an object is left for the rules to refuse; changes to the answer are then lost.
  public static ObjectNode object(ObjectNode object, String field) {
    if (isAbsent(object, field)) return object.putObject(field);
    return object.get(field) instanceof ObjectNode there ? there : object.objectNode();
  }

  /// Calls `each` with every object in this list.
  public static void each(JsonNode list, Consumer<ObjectNode> each) {
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object) each.accept(object);
    }
  }

  /// Writes requests and limits in their one form.
  public static void canonicalize(JsonNode resources) {
    Quantities.canonicalize(resources.path("limits"));
    Quantities.canonicalize(resources.path("requests"));
  }

  public static boolean isAbsent(JsonNode object, String field) {
    return object.path(field).isMissingNode() || object.path(field).isNull();
  }
}
