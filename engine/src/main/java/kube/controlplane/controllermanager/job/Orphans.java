package kube.controlplane.controllermanager.job;

import java.util.Optional;

import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Actor;

/// Lets Pods go that are held back to be counted by a Job which is no more.
///
/// Owned by the loop.
final class Orphans {

  private final ApiClient client;
  private final Lister<Job> jobs;
  private final Lister<JobPod> pods;
  private final ControllerLoop loop;

  Orphans(Actor actor, ApiClient client, Lister<Job> jobs, Lister<JobPod> pods) {
    this.client = client;
    this.jobs = jobs;
    this.pods = pods;
    this.loop = new ControllerLoop(actor, this::reconcile);
  }

  /// Looks at the Pod when nobody is left to count it.
  void consider(JobPod pod) {
    if (pod.isTracked() && owner(pod).isEmpty()) loop.look(pod.key());
  }

  /// The Job that counts the Pod. One that is over counts no more.
  Optional<Job> owner(JobPod pod) {
    return pod.metadata().controller()
        .filter(owner -> owner.kind().equals(Kinds.JOB.name()))
        .flatMap(owner -> jobs.get(new Key(pod.metadata().namespace(), owner.name()))
            .filter(job -> job.metadata().uid().equals(owner.uid())))
        .filter(job -> !job.status().isFinished());
  }

  private Result reconcile(Key key) {
    Refusals refusals = new Refusals();
    pods.get(key)
        .filter(pod -> pod.isTracked() && owner(pod).isEmpty())
        .ifPresent(pod -> refusals.take(JobPodControl.release(client, pod)));
    return refusals.or(Result.done());
  }
}
