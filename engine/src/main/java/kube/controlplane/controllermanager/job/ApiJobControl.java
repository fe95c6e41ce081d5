package kube.controlplane.controllermanager.job;

import java.util.List;

import kube.controlplane.controllermanager.workload.Claim;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.api.batch.JobStatusPatch;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Lister;
import kube.foundation.machine.PartFailure;

/// Carries out through the API what is decided for one Job, in one pass.
final class ApiJobControl implements JobControl {

  private final ApiClient client;
  private final EventRecorder events;
  private final Lister<JobPod> pods;
  private final ReadYourWrites writes;
  private final JobPodControl control;
  private final Job job;
  private final Refusals refusals = new Refusals();

  /// @param writes those of Jobs
  ApiJobControl(ApiClient client, EventRecorder events, Lister<JobPod> pods, ReadYourWrites writes,
      JobPodControl control, Job job) {
    this.client = client;
    this.events = events;
    this.pods = pods;
    this.writes = writes;
    this.control = control;
    this.job = job;
  }

  Refusals refusals() {
    return refusals;
  }

  @Override
  public List<JobPod> claim() {
    return Claim.of(job.metadata(), job.selector(), pods.list(job.metadata().namespace()))
        .settle(client, JobPodControl.KIND, Kinds.JOB, job.metadata(), refusals);
  }

  @Override
  public int create(List<Plan.Start> starts) {
    return control.create(job, starts, refusals);
  }

  @Override
  public void end(List<JobPod> ended, boolean counted) {
    ended.forEach(this::check);
    control.end(job, ended, counted, refusals);
  }

  @Override
  public void letGo(JobPod pod) {
    check(pod);
    control.letGo(job, pod, refusals);
  }

  private void check(JobPod pod) {
    if (pod.metadata().isControlledBy(job.metadata())) return;
    throw new PartFailure("it laid hands on the Pod " + pod.metadata().name()
        + ", which is not one of the Job " + job.metadata().name());
  }

  @Override
  public boolean write(JobStatus status) {
    if (status.equals(job.status())) return true;
    boolean written = refusals.take(writes.wrote(job.key(),
        client.patchStatus(Kinds.JOB, job.key(), JobStatusPatch.of(status)))).isPresent();
    if (written) announce(status);
    return written;
  }

  private void announce(JobStatus status) {
    if (status.holds("Suspended") && !job.status().holds("Suspended")) {
      events.normal(Kinds.JOB, job.metadata(), "Suspended", "Job suspended");
    } else if (!status.holds("Suspended") && job.status().holds("Suspended")) {
      events.normal(Kinds.JOB, job.metadata(), "Resumed", "Job resumed");
    }
    if (status.holds("Complete")) {
      events.normal(Kinds.JOB, job.metadata(), "Completed", "Job completed");
    }
    status.condition("Failed").ifPresent(
        failed -> events.warning(Kinds.JOB, job.metadata(), failed.reason(), failed.message()));
  }
}
