package kube.controlplane.apiserver.strategy;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Walks lists together with the path of each entry: `spec.containers[0]`.
public final class Each {

  private Each() {}

  /// Calls `check` with every entry of the list and its path.
  public static void entry(JsonNode list, String field, BiConsumer<JsonNode, String> check) {
    int index = 0;
    for (JsonNode entry : list) check.accept(entry, field + "[" + index++ + "]");
  }

  /// Changes every object of the list.
  public static void object(JsonNode list, Consumer<ObjectNode> change) {
    for (JsonNode entry : list) {
      if (entry instanceof ObjectNode object) change.accept(object);
    }
  }

  /// Replaces every value of the map that `better` changes.
  public static void replace(JsonNode map, Function<JsonNode, JsonNode> better) {
    if (!(map instanceof ObjectNode object)) return;
    for (String name : List.copyOf(object.propertyNames())) {
      object.set(name, better.apply(object.get(name)));
    }
  }
}
