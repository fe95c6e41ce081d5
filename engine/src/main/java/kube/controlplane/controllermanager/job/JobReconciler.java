package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.Key;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Our own Job controller.
///
/// **Models** parallel, indexed and queue-like Jobs, limits of failures for the Job and for each
/// index, failure and success policies, deadlines, suspension, counting with finalizers.
/// **Leaves out** changing the limits of Pods that are at work.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/ ·
/// [job_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/job/job_controller.go)
public final class JobReconciler implements JobController {

  @Override
  public Result reconcile(Key key, Lister<Job> jobs, Lister<JobPod> pods, JobControl control,
      Clock clock) {
    return jobs.get(key).filter(job -> !job.status().isFinished())
        .map(job -> reconcile(job, control, clock.now())).orElse(Result.done());
  }

  private static Result reconcile(Job job, JobControl control, Instant now) {
    List<JobPod> mine = control.claim();
    Roll roll = Roll.of(job, mine);
    Bookkeeping books = new Bookkeeping(roll, mine);
    Optional<Verdict> verdict = Verdict.of(roll, books.succeeded(), books.failed(), now);
    Plan plan = Plan.decide(roll, verdict, books.succeeded(), now);
    int active = perform(plan, roll, control);
    JobStatus status = books.status(verdict, active, now);
    if (control.write(status)) letGo(roll, status, control);
    return nextLook(job, plan, now).map(Result::after).orElse(Result.done());
  }

  /// Does what was planned and returns how many Pods are at work then.
  private static int perform(Plan plan, Roll roll, JobControl control) {
    int active = roll.active().size();
    return switch (plan) {
      case Plan.Keep _,Plan.Wait _ -> active;
      case Plan.Create create -> active + control.create(create.starts());
      case Plan.End end -> {
        control.end(end.pods(), end.counted());
        yield active - end.pods().size();
      }
    };
  }

  /// What is in the books may go; what is ignored never gets there.
  private static void letGo(Roll roll, JobStatus written, JobControl control) {
    boolean indexed = roll.job().indexed();
    Stream.of(
        roll.succeeded().stream()
            .filter(pod -> indexed || written.uncounted().succeeded().contains(pod.uid())),
        roll.failed().stream().filter(pod -> written.uncounted().failed().contains(pod.uid())),
        roll.ignored().stream())
        .flatMap(stream -> stream)
        .forEach(control::letGo);
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
}
