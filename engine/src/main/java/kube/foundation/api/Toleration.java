package kube.foundation.api;

import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// Lets a Pod stay on a node in spite of a taint, for ever or for a while.
///
/// @param operator `Exists` or `Equal`; empty means `Equal`
/// @param effect which effect is tolerated; empty means all
/// @param tolerated how long a `NoExecute` taint is borne; empty means for ever
public record Toleration(String key, String operator, String value, String effect,
    Optional<Duration> tolerated) {

  public static Toleration of(JsonNode tree) {
    JsonNode seconds = tree.path("tolerationSeconds");
    return new Toleration(Json.text(tree, "key").intern(), Json.text(tree, "operator").intern(),
        Json.text(tree, "value").intern(), Json.text(tree, "effect").intern(),
        seconds.isNumber()
            ? Optional.of(Duration.ofSeconds(Math.max(0, seconds.asLong(0))))
            : Optional.empty());
  }

  public boolean tolerates(Taint taint) {
    if (!effect.isEmpty() && !effect.equals(taint.effect())) return false;
    if (!key.isEmpty() && !key.equals(taint.key())) return false;
    return operator.equals("Exists") || (!key.isEmpty() && value.equals(taint.value()));
  }
}
