package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.controlplane.controllermanager.workload.Claim;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Runs Pods until a Job's work is done, or given up.
///
/// Owned by the loop.
///
/// **Models** parallel, indexed and queue-like Jobs, limits of failures for the Job and for each
/// index, failure and success policies, deadlines, suspension, counting with finalizers.
/// **Leaves out** changing the limits of Pods that are at work.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/ ·
/// [job_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/job/job_controller.go)
public final class JobController {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final String OURS = "kubernetes.io/job-controller";

  private final Actor actor;
  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<Job> jobs;
  private final SharedInformer<JobPod> pods;
  private final ReadYourWrites podWrites;
  private final ReadYourWrites jobWrites;
  private final JobPodControl control;
  private final Orphans orphans;
  private final ControllerLoop loop;

  public JobController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "job-controller");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.jobs = informers.of(Kinds.JOB).onChange(this::jobChanged);
    this.pods = informers.of(JobPod.KIND, JobPod.NAME_LABEL).onChange(this::podChanged);
    this.podWrites = new ReadYourWrites(pods);
    this.jobWrites = new ReadYourWrites(jobs);
    this.control = new JobPodControl(client, events, podWrites);
    this.orphans = new Orphans(actor, client, jobs, pods);
  }

  private Result reconcile(Key key) {
    if (!jobs.isSynced() || !pods.isSynced()) return Result.after(SOON);
    Optional<Job> found = jobs.get(key);
    if (found.isEmpty()) {
      podWrites.forget(key);
      jobWrites.forget(key);
      return Result.done();
    }
    Job job = found.get();
    boolean isOurs = job.managedBy().isEmpty() || job.managedBy().equals(OURS);
    if (!isOurs || job.status().isFinished()) return Result.done();
    if (podWrites.isBehind(key) || jobWrites.isBehind(key)) return Result.after(SOON);
    return reconcile(job);
  }

  private Result reconcile(Job job) {
    Instant now = actor.now();
    Refusals refusals = new Refusals();
    List<JobPod> mine = Claim.of(job.metadata(), job.selector(),
        pods.list(job.metadata().namespace()))
        .settle(client, JobPod.KIND, Kinds.JOB, job.metadata(), refusals);
    Roll roll = Roll.of(job, mine);
    Bookkeeping books = new Bookkeeping(roll, mine);
    Optional<Verdict> verdict = Verdict.of(roll, books.succeeded(), books.failed(), now);
    Plan plan = Plan.decide(roll, verdict, books.succeeded(), now);
    int active = perform(plan, roll, refusals);
    JobStatus status = books.status(verdict, active, now);
    if (write(job, status, refusals)) letGo(roll, status, refusals);
    return refusals.or(nextLook(job, plan, now).map(Result::after).orElse(Result.done()));
  }

  /// Does what was planned and returns how many Pods are at work then.
  private int perform(Plan plan, Roll roll, Refusals refusals) {
    int active = roll.active().size();
    return switch (plan) {
      case Plan.Keep _,Plan.Wait _ -> active;
      case Plan.Create create -> active + control.create(roll.job(), create.starts(), refusals);
      case Plan.End end -> {
        control.end(roll.job(), end, refusals);
        yield active - end.pods().size();
      }
    };
  }

  /// Returns whether the API server has the status.
  private boolean write(Job job, JobStatus status, Refusals refusals) {
    if (status.equals(job.status())) return true;
    boolean written = refusals.take(jobWrites.wrote(job.key(),
        client.patchStatus(Kinds.JOB, job.key(), status.toJson()))).isPresent();
    if (written) announce(job, status);
    return written;
  }

  private void announce(Job job, JobStatus status) {
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

  /// What is in the books may go; what is ignored never gets there.
  private void letGo(Roll roll, JobStatus written, Refusals refusals) {
    boolean indexed = roll.job().indexed();
    Stream.of(
        roll.succeeded().stream()
            .filter(pod -> indexed || written.uncounted().succeeded().contains(pod.uid())),
        roll.failed().stream().filter(pod -> written.uncounted().failed().contains(pod.uid())),
        roll.ignored().stream())
        .flatMap(stream -> stream)
        .forEach(pod -> control.letGo(roll.job(), pod, refusals));
  }

  /// Waits and deadlines end without an event.
  private static Optional<Duration> nextLook(Job job, Plan plan, Instant now) {
    Optional<Duration> wait = plan instanceof Plan.Wait w
        ? Optional.of(w.remaining())
        : Optional.empty();
    return Stream.concat(wait.stream(), Verdict.untilDeadline(job, now).stream())
        .filter(Duration::isPositive)
        .min(Duration::compareTo);
  }

  private void jobChanged(Change<Job> change) {
    loop.look(change.object().key());
    boolean counts = change.after().filter(job -> !job.status().isFinished()).isPresent();
    if (!counts) pods.list(change.object().metadata().namespace()).forEach(orphans::consider);
  }

  private void podChanged(Change<JobPod> change) {
    JobPod pod = change.object();
    pod.metadata().controller()
        .filter(owner -> owner.kind().equals(Kinds.JOB.name()))
        .ifPresent(owner -> loop.look(new Key(pod.metadata().namespace(), owner.name())));
    if (jobs.isSynced()) orphans.consider(pod);
    if (pod.metadata().controller().isEmpty()) {
      jobs.list(pod.metadata().namespace()).stream()
          .filter(job -> job.selector().matches(pod.metadata().labels()))
          .forEach(job -> loop.look(job.key()));
    }
  }
}
