package kube.controlplane.controllermanager.job;

import java.util.List;

import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a Job decides about its Pods, and notes it as events of the Job.
///
/// Owned by the loop.
final class JobPodControl {

  /// Stands here and not with [JobPod], whom a learner's worker loads: it knows no kinds.
  static final Kind<JobPod> KIND = Kinds.POD.readAs(JobPod::of);

  private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

  private final ApiClient client;
  private final EventRecorder events;
  private final ReadYourWrites writes;

  JobPodControl(ApiClient client, EventRecorder events, ReadYourWrites writes) {
    this.client = client;
    this.events = events;
    this.writes = writes;
  }

  /// Creates in batches of 1, 2, 4, … and stops after one that met a refusal. Returns how many were
  /// created.
  int create(Job job, List<Plan.Start> starts, Refusals refusals) {
    int created = 0;
    for (int begun = 0, batch = 1; begun < starts.size(); batch *= 2) {
      int end = Math.min(begun + batch, starts.size());
      for (Plan.Start start : starts.subList(begun, end)) {
        if (create(job, start, refusals)) created++;
      }
      if (!refusals.isEmpty()) return created;
      begun = end;
    }
    return created;
  }

  private boolean create(Job job, Plan.Start start, Refusals refusals) {
    ObjectNode pod = PodFromTemplate.of(job.template(), Kinds.JOB, job.metadata());
    ObjectNode metadata = pod.withObject("metadata");
    metadata.putArray("finalizers").add(JobPod.FINALIZER);
    metadata.withObject("labels").put(JobPod.NAME_LABEL, job.metadata().name());
    start.index().ifPresent(index -> number(job, pod, index, start.failuresBefore()));
    ApiResult<JobPod> created = writes.wrote(job.key(),
        client.create(KIND, job.metadata().namespace(), pod));
    switch (created) {
      case ApiResult.Ok<JobPod>(JobPod made) -> events.normal(Kinds.JOB, job.metadata(),
          "SuccessfulCreate", "Created pod: " + made.metadata().name());
      case ApiResult.Refused<JobPod>(var refusal) -> events.warning(Kinds.JOB, job.metadata(),
          "FailedCreate", "Error creating: " + refusal.message());
    }
    return refusals.take(created).isPresent();
  }

  /// Tells the Pod, and the programs in it, which completion it works for.
  private static void number(Job job, ObjectNode pod, int index, int failuresBefore) {
    String name = job.metadata().name() + "-" + index;
    ObjectNode metadata = pod.withObject("metadata").put("generateName", name + "-");
    String number = Integer.toString(index);
    metadata.withObject("labels").put(JobPod.INDEX, number);
    ObjectNode annotations = metadata.withObject("annotations").put(JobPod.INDEX, number);
    if (job.limits().failuresPerIndex().isPresent()) {
      annotations.put(JobPod.INDEX_FAILURES, Integer.toString(failuresBefore));
    }
    ObjectNode spec = pod.withObject("spec").put("hostname", name);
    for (String containers : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(containers)) tell((ObjectNode) container);
    }
  }

  private static void tell(ObjectNode container) {
    boolean told = container.path("env").valueStream()
        .anyMatch(variable -> Json.text(variable, "name").equals(INDEX_VARIABLE));
    if (told) return;
    container.withArray("env").addObject().put("name", INDEX_VARIABLE)
        .putObject("valueFrom").putObject("fieldRef")
        .put("apiVersion", "v1")
        .put("fieldPath", "metadata.labels['" + JobPod.INDEX + "']");
  }

  /// Ends the Pods. One that is not to be counted is let go first.
  void end(Job job, List<JobPod> pods, boolean counted, Refusals refusals) {
    for (JobPod pod : pods) {
      if (!counted) letGo(job, pod, refusals);
      ApiResult<?> deleted = writes.deleted(job.key(),
          client.delete(KIND, pod.metadata()));
      if (deleted.isOk()) {
        events.normal(Kinds.JOB, job.metadata(), "SuccessfulDelete",
            "Deleted pod: " + pod.metadata().name());
      }
      refusals.take(deleted);
    }
  }

  /// Takes our finalizer off the Pod, so that it may go.
  void letGo(Job job, JobPod pod, Refusals refusals) {
    if (pod.isTracked()) refusals.take(writes.wrote(job.key(), release(client, pod)));
  }

  static ApiResult<JobPod> release(ApiClient client, JobPod pod) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata").put("uid", pod.uid())
        .put("resourceVersion", pod.metadata().resourceVersion());
    var others = metadata.putArray("finalizers");
    pod.metadata().finalizers().stream()
        .filter(finalizer -> !finalizer.equals(JobPod.FINALIZER)).forEach(others::add);
    return client.patch(KIND, pod.key(), patch);
  }
}
