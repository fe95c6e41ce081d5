package kube.foundation.api;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One observation about an object, such as `Ready` of a Node.
///
/// Type, status and reason are words that all objects share, and so does their text in memory.
///
/// @param status `True`, `False` or `Unknown`
/// @param lastTransitionTime when `status` last changed
public record Condition(String type, String status, String reason, String message,
    Optional<Instant> lastTransitionTime) {

  public static Condition of(JsonNode tree) {
    return of(tree, Interner.NONE);
  }

  /// The same; those of one object mostly share their time.
  public static Condition of(JsonNode tree, Interner interner) {
    return new Condition(Json.text(tree, "type").intern(), Json.text(tree, "status").intern(),
        Json.text(tree, "reason").intern(), Json.text(tree, "message"),
        interner.one(Json.time(tree, "lastTransitionTime")));
  }

  public boolean isTrue() {
    return status.equals("True");
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("type", type).put("status", status);
    lastTransitionTime.ifPresent(time -> json.put("lastTransitionTime", Json.time(time)));
    if (!reason.isEmpty()) json.put("reason", reason);
    if (!message.isEmpty()) json.put("message", message);
    return json;
  }
}
