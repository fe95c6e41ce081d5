package kube.controlplane.controllermanager.ttlafterfinished;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Status;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Deletes each Job, and its Pods before it, when `ttlSecondsAfterFinished` have passed.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/ ·
/// [ttlafterfinished_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/ttlafterfinished/ttlafterfinished_controller.go)
public final class TtlAfterFinishedController {

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Job> jobs;
  private final ControllerLoop loop;

  public TtlAfterFinishedController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.jobs = informers.of(Kinds.JOB).onChange(change -> {
      if (change.after().flatMap(TtlAfterFinishedController::expiry).isPresent()) {
        loop.look(change.object().key());
      }
    });
  }

  private Result reconcile(Key key) {
    Optional<Job> found = jobs.get(key).filter(job -> !job.metadata().isBeingDeleted());
    Optional<Instant> expiry = found.flatMap(TtlAfterFinishedController::expiry);
    if (expiry.isEmpty()) return Result.done();
    Duration left = Duration.between(actor.now(), expiry.get());
    if (left.isPositive()) return Result.after(left);
    return client.delete(Kinds.JOB, found.orElseThrow().metadata(), "Foreground").refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(Status::message)
        .map(Result::retry)
        .orElse(Result.done());
  }

  /// When the Job has stayed for long enough; empty while it is not over, or when it stays for ever.
  private static Optional<Instant> expiry(Job job) {
    return job.ttlAfterFinished().flatMap(ttl -> Stream.of("Complete", "Failed")
        .flatMap(type -> job.status().condition(type).stream())
        .filter(Condition::isTrue)
        .flatMap(condition -> condition.lastTransitionTime().stream())
        .map(end -> end.plus(ttl))
        .findFirst());
  }
}
