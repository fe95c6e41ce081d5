package kube.foundation.api.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// What a Job controller has counted.
///
/// A Pod that has ended is first written down by its uid, then let go, then counted: so it is counted
/// once, whatever happens in between.
///
/// @param terminating Pods on their way out
/// @param completedIndexes the indexes that have succeeded, such as `0,2-4`
/// @param failedIndexes the indexes that may not be tried again
/// @param uncounted the Pods that are written down and not counted yet
public record JobStatus(Optional<Instant> startTime, Optional<Instant> completionTime, int active,
    int ready, int terminating, int succeeded, int failed, String completedIndexes,
    String failedIndexes, Uncounted uncounted, List<Condition> conditions) {

  /// The uids of Pods that have ended well or badly.
  public record Uncounted(SortedSet<String> succeeded, SortedSet<String> failed) {
    public boolean isEmpty() {
      return succeeded.isEmpty() && failed.isEmpty();
    }
  }

  public JobStatus { conditions = List.copyOf(conditions); }

  static JobStatus of(JsonNode tree) {
    JsonNode uncounted = tree.path("uncountedTerminatedPods");
    return new JobStatus(Json.time(tree, "startTime"), Json.time(tree, "completionTime"),
        Json.number(tree, "active", 0), Json.number(tree, "ready", 0),
        Json.number(tree, "terminating", 0), Json.number(tree, "succeeded", 0),
        Json.number(tree, "failed", 0), Json.text(tree, "completedIndexes"),
        Json.text(tree, "failedIndexes"),
        new Uncounted(uids(uncounted, "succeeded"), uids(uncounted, "failed")),
        Json.list(tree, "conditions", Condition::of));
  }

  private static SortedSet<String> uids(JsonNode tree, String field) {
    return new TreeSet<>(Json.list(tree, field, uid -> uid.asString("")));
  }

  /// Whether this was said and holds.
  public boolean holds(String type) {
    return condition(type).filter(Condition::isTrue).isPresent();
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /// Whether it is over, well or badly.
  public boolean isFinished() {
    return holds("Complete") || holds("Failed");
  }
}
