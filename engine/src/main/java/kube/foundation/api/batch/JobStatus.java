package kube.foundation.api.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

  /// As a merge patch writes it: what is zero or empty is taken away.
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("ready", ready).put("terminating", terminating);
    time(json, "startTime", startTime);
    time(json, "completionTime", completionTime);
    count(json, "active", active);
    count(json, "succeeded", succeeded);
    count(json, "failed", failed);
    text(json, "completedIndexes", completedIndexes);
    text(json, "failedIndexes", failedIndexes);
    ObjectNode uids = json.putObject("uncountedTerminatedPods");
    list(uids, "succeeded", uncounted.succeeded());
    list(uids, "failed", uncounted.failed());
    if (conditions.isEmpty()) json.putNull("conditions");
    else {
      ArrayNode array = json.putArray("conditions");
      conditions.forEach(condition -> {
        ObjectNode written = condition.toJson();
        condition.lastTransitionTime()
            .ifPresent(since -> written.put("lastProbeTime", Json.time(since)));
        array.add(written);
      });
    }
    return json;
  }

  private static void time(ObjectNode json, String field, Optional<Instant> moment) {
    moment.ifPresentOrElse(m -> json.put(field, Json.time(m)), () -> json.putNull(field));
  }

  private static void count(ObjectNode json, String field, int number) {
    if (number == 0) json.putNull(field);
    else
      json.put(field, number);
  }

  private static void text(ObjectNode json, String field, String text) {
    if (text.isEmpty()) json.putNull(field);
    else
      json.put(field, text);
  }

  private static void list(ObjectNode json, String field, SortedSet<String> uids) {
    if (uids.isEmpty()) json.putNull(field);
    else
      uids.forEach(json.withArray(field)::add);
  }
}
