package kube.controlplane.apiserver.managedfields;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Joins a configuration to an object: what it names is as it says, all else stays.
///
/// The items of a list come in the order of the configuration; those that only the object has keep
/// their place among them.
final class Merging {

  private static final JsonNode NOTHING = MissingNode.getInstance();

  private Merging() {}

  /// The joint value; neither argument is changed.
  static JsonNode merge(Shape shape, JsonNode live, JsonNode config) {
    if (config.isMissingNode()) return live;
    if (!shape.isDivided(config) || !shape.isDivided(live)) return config.deepCopy();
    return config.isArray() ? mergeItems(shape, live, config) : mergeFields(shape, live, config);
  }

  private static ObjectNode mergeFields(Shape shape, JsonNode live, JsonNode config) {
    ObjectNode merged = Json.object();
    live.forEachEntry((name, value) -> merged.set(name,
        merge(shape.field(name), value, config.path(name))));
    config.forEachEntry((name, value) -> {
      if (!live.has(name)) merged.set(name, value.deepCopy());
    });
    return merged;
  }

  private static ArrayNode mergeItems(Shape shape, JsonNode live, JsonNode config) {
    Map<String, JsonNode> left = Comparison.byElement(shape, live);
    Map<String, JsonNode> right = Comparison.byElement(shape, config);
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    List<String> leftOrder = List.copyOf(left.keySet());
    List<String> rightOrder = List.copyOf(right.keySet());
    Set<String> shared = new HashSet<>(leftOrder);
    shared.retainAll(right.keySet());
    int l = 0;
    int r = 0;
    while (l < leftOrder.size() || r < rightOrder.size()) {
      String ours = l < leftOrder.size() ? leftOrder.get(l) : "";
      if (!ours.isEmpty() && merged.containsKey(ours)) {
        l++;
      } else if (!ours.isEmpty() && !shared.contains(ours)) {
        merged.put(ours, left.getOrDefault(ours, NOTHING));
        l++;
      } else if (r < rightOrder.size()) {
        String theirs = rightOrder.get(r++);
        merged.put(theirs, merge(shape.item(), left.getOrDefault(theirs, NOTHING),
            right.getOrDefault(theirs, NOTHING)));
      } else {
        l++;
      }
    }
    ArrayNode items = Json.object().putArray("items");
    merged.values().forEach(items::add);
    return items;
  }
}
