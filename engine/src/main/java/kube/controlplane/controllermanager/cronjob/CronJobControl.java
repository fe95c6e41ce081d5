package kube.controlplane.controllermanager.cronjob;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.CronJob;
import kube.foundation.api.batch.CronJob.ActiveJob;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a CronJob decides, and notes it as events of the CronJob.
///
/// Owned by the loop.
final class CronJobControl {

  private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";

  private final ApiClient client;
  private final EventRecorder events;

  CronJobControl(ApiClient client, EventRecorder events) {
    this.client = client;
    this.events = events;
  }

  /// The name tells the minute, so that the same one is not made twice.
  static String jobName(CronJob cron, Instant due) {
    return cron.metadata().name() + "-" + due.getEpochSecond() / 60;
  }

  /// Makes the Job that is due; empty when it could not be made or was there before.
  Optional<Job> create(CronJob cron, Instant due, ZoneId zone, Refusals refusals) {
    ObjectNode job = (ObjectNode) Json
        .parse(cron.jobTemplate().getBytes(StandardCharsets.UTF_8));
    job.put("apiVersion", "batch/v1").put("kind", "Job");
    String name = jobName(cron, due);
    ObjectNode metadata = job.withObject("metadata").put("name", name);
    metadata.withObject("annotations")
        .put(SCHEDULED, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due.atZone(zone)));
    metadata.putArray("ownerReferences")
        .add(PodFromTemplate.reference(Kinds.CRON_JOB, cron.metadata()).toJson());
    ApiResult<Job> created = client.create(Kinds.JOB, cron.metadata().namespace(), job);
    boolean exists = created.refusal()
        .filter(refusal -> refusal.reason().equals("AlreadyExists")).isPresent();
    if (exists)
      return client.get(Kinds.JOB, new Key(cron.metadata().namespace(), name))
          .toOptional().filter(found -> found.metadata().isControlledBy(cron.metadata()));
    switch (created) {
      case ApiResult.Ok<Job> _ -> normal(cron, "SuccessfulCreate", "Created job " + name);
      case ApiResult.Refused<Job>(var refusal) ->
        warn(cron, "FailedCreate", "Error creating job: " + refusal.message());
    }
    return refusals.take(created);
  }

  /// Whether the API shows the Job as one of the active ones: our copy may be a little behind.
  boolean knows(CronJob cron, Job job) {
    return client.get(Kinds.CRON_JOB, cron.key()).toOptional().stream()
        .flatMap(now -> now.status().active().stream())
        .anyMatch(active -> active.uid().equals(job.metadata().uid()));
  }

  void delete(CronJob cron, Job job, Refusals refusals) {
    ApiResult<?> deleted = client.delete(Kinds.JOB, job.metadata(), "Background");
    switch (deleted) {
      case ApiResult.Ok<?> _ ->
        normal(cron, "SuccessfulDelete", "Deleted job " + job.metadata().name());
      case ApiResult.Refused<?>(var refusal) when refusal.isNotFound() -> {}
      case ApiResult.Refused<?>(var refusal) ->
        warn(cron, "FailedDelete", "Deleted job: " + refusal.message());
    }
    refusals.take(deleted);
  }

  void report(CronJob cron, CronJob.Status status, Refusals refusals) {
    ObjectNode json = Json.object();
    status.lastSchedule().ifPresent(time -> json.put("lastScheduleTime", Json.time(time)));
    status.lastSuccess().ifPresent(time -> json.put("lastSuccessfulTime", Json.time(time)));
    List<ActiveJob> active = status.active();
    if (active.isEmpty()) json.putNull("active");
    for (ActiveJob job : active) {
      json.withArray("active").addObject().put("kind", "Job").put("apiVersion", "batch/v1")
          .put("namespace", cron.metadata().namespace()).put("name", job.name())
          .put("uid", job.uid()).put("resourceVersion", job.resourceVersion());
    }
    refusals.take(client.patchStatus(Kinds.CRON_JOB, cron.key(), json));
  }

  void normal(CronJob cron, String reason, String message) {
    events.normal(Kinds.CRON_JOB, cron.metadata(), reason, message);
  }

  void warn(CronJob cron, String reason, String message) {
    events.warning(Kinds.CRON_JOB, cron.metadata(), reason, message);
  }
}
