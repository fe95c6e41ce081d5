package kube.foundation.api.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// A Job that is to be made again and again, by the clock.
///
/// @param schedule five fields such as `*/15 8-17 * * mon-fri`, or a word such as `@daily`
/// @param timeZone the zone whose clock is meant; empty for UTC
/// @param concurrency what to do while the last Job still runs: `Allow`, `Forbid` or `Replace`
/// @param startingDeadline how late a Job may be started at most
/// @param kept how many Jobs that ended well, and how many that ended badly, stay to be read
/// @param jobTemplate the Job to make, kept word for word as JSON
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
public record CronJob(Metadata metadata, String schedule, String timeZone, String concurrency,
    boolean suspended, Optional<Duration> startingDeadline, Kept kept, String jobTemplate,
    Status status)
    implements
      KubernetesObject {

  public record Kept(int successful, int failed) {}

  /// What its controller has seen.
  ///
  /// @param active the Jobs that run
  public record Status(Optional<Instant> lastSchedule, Optional<Instant> lastSuccess,
      List<ActiveJob> active) {
    public Status { active = List.copyOf(active); }
  }

  public record ActiveJob(String name, String uid, String resourceVersion) {}

  public static CronJob of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode status = resource.tree().path("status");
    return new CronJob(resource.metadata(), Json.text(spec, "schedule"),
        Json.text(spec, "timeZone"), Json.text(spec, "concurrencyPolicy"),
        Json.flag(spec, "suspend"),
        Job.count(spec, "startingDeadlineSeconds").map(Duration::ofSeconds),
        new Kept(Json.number(spec, "successfulJobsHistoryLimit", 3),
            Json.number(spec, "failedJobsHistoryLimit", 1)),
        Json.compact(spec, "jobTemplate"),
        new Status(Json.time(status, "lastScheduleTime"), Json.time(status, "lastSuccessfulTime"),
            Json.list(status, "active", CronJob::active)));
  }

  private static ActiveJob active(JsonNode tree) {
    return new ActiveJob(Json.text(tree, "name"), Json.text(tree, "uid"),
        Json.text(tree, "resourceVersion"));
  }
}
