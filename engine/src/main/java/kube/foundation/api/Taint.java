package kube.foundation.api;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps Pods away from a node, unless they tolerate it.
///
/// @param effect `NoSchedule`, `PreferNoSchedule` or `NoExecute`
/// @param timeAdded when a `NoExecute` taint began: Pods leave by counting from here
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
public record Taint(String key, String value, String effect, Optional<Instant> timeAdded) {

  public static Taint of(JsonNode tree) {
    return new Taint(Json.text(tree, "key"), Json.text(tree, "value"), Json.text(tree, "effect"),
        Json.time(tree, "timeAdded"));
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("key", key);
    if (!value.isEmpty()) json.put("value", value);
    json.put("effect", effect);
    timeAdded.ifPresent(time -> json.put("timeAdded", Json.time(time)));
    return json;
  }
}
