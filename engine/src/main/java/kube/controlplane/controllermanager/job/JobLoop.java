package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.util.Optional;

import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs a [JobController], ours or a learner's, against the cluster: says which Job may need a look,
/// waits until the copies show what was done last, and carries out what it decides.
///
/// Owned by the loop.
public final class JobLoop {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final String OURS = "kubernetes.io/job-controller";

  private final Actor actor;
  private final Part<JobController> controller;
  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<Job> jobs;
  private final SharedInformer<JobPod> pods;
  private final ReadYourWrites podWrites;
  private final ReadYourWrites jobWrites;
  private final JobPodControl control;
  private final Orphans orphans;
  private final ControllerLoop loop;

  public JobLoop(Actor actor, ApiClient client, Informers informers,
      Part<JobController> controller) {
    this.controller = controller;
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "job-controller");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.jobs = informers.of(Kinds.JOB).onChange(this::jobChanged);
    this.pods = informers.of(JobPodControl.KIND, JobPod.NAME_LABEL).onChange(this::podChanged);
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
    ApiJobControl work = new ApiJobControl(client, events, pods, jobWrites, control, job);
    Result asked = controller.ask(part -> part.reconcile(key, jobs, pods, work, actor));
    return work.refusals().or(asked);
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
