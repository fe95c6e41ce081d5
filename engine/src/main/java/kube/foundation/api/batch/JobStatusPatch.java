package kube.foundation.api.batch;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

import kube.foundation.api.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the books of a Job as a patch for the API server.
///
/// Apart from [JobStatus], because that one is known where there is no JSON: in the process that runs
/// a learner's controller.
public final class JobStatusPatch {

  private JobStatusPatch() {}

  /// As a merge patch writes it: what is zero or empty is taken away.
  public static ObjectNode of(JobStatus status) {
    ObjectNode json = Json.object().put("ready", status.ready())
        .put("terminating", status.terminating());
    time(json, "startTime", status.startTime());
    time(json, "completionTime", status.completionTime());
    count(json, "active", status.active());
    count(json, "succeeded", status.succeeded());
    count(json, "failed", status.failed());
    text(json, "completedIndexes", status.completedIndexes());
    text(json, "failedIndexes", status.failedIndexes());
    ObjectNode uids = json.putObject("uncountedTerminatedPods");
    list(uids, "succeeded", status.uncounted().succeeded());
    list(uids, "failed", status.uncounted().failed());
    if (status.conditions().isEmpty()) json.putNull("conditions");
    else {
      ArrayNode array = json.putArray("conditions");
      status.conditions().forEach(condition -> {
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
