package kube.foundation.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// Lets a Pod stay on a node in spite of a taint, for ever or for a while.
///
/// @param operator `Exists` or `Equal`; empty means `Equal`
/// @param effect which effect is tolerated; empty means all
/// @param tolerated how long a `NoExecute` taint is borne; empty means for ever
public record Toleration(String key, String operator, String value, String effect,
    Optional<Duration> tolerated) {

  /// What every Pod tolerates whose author says nothing of it; all of them share these two.
  private static final List<Toleration> USUAL = List.of(forFiveMinutes("not-ready"),
      forFiveMinutes("unreachable"));

  private static Toleration forFiveMinutes(String taint) {
    return new Toleration("node.kubernetes.io/" + taint, "Exists", "", "NoExecute",
        Optional.of(Duration.ofMinutes(5)));
  }

  public static Toleration of(JsonNode tree) {
    Toleration read = read(tree);
    int usual = USUAL.indexOf(read);
    return usual < 0 ? read : USUAL.get(usual);
  }

  private static Toleration read(JsonNode tree) {
    JsonNode seconds = tree.path("tolerationSeconds");
    return new Toleration(Json.text(tree, "key"), Json.text(tree, "operator"),
        Json.text(tree, "value"), Json.text(tree, "effect"),
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
