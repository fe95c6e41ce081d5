package kube.controlplane.controllermanager.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.foundation.api.Condition;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.api.batch.JobStatus.Uncounted;

/// Counts each Pod that has ended exactly once, even if it is deleted or we are restarted.
///
/// First its uid is written into the status; then its finalizer is taken off, by which it may go; and
/// only when it is seen without one the counter goes up and the uid goes out. Doing any of these
/// steps twice does no harm. Pods that succeeded for an index need no uid: the index itself is the
/// note.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-tracking-with-finalizers
final class Bookkeeping {

  private final Roll roll;
  private final Job job;
  private final JobStatus before;
  private final Uncounted uncounted;
  private final int succeeded;
  private final int failed;

  Bookkeeping(Roll roll, List<JobPod> pods) {
    this.roll = roll;
    this.job = roll.job();
    this.before = job.status();
    Set<String> held = pods.stream().filter(JobPod::isTracked).map(JobPod::uid)
        .collect(Collectors.toSet());
    SortedSet<String> stillSucceeded = kept(before.uncounted().succeeded(), held);
    SortedSet<String> stillFailed = kept(before.uncounted().failed(), held);
    this.failed = before.failed() + before.uncounted().failed().size() - stillFailed.size();
    this.succeeded = before.succeeded() + before.uncounted().succeeded().size()
        - stillSucceeded.size();
    if (!job.indexed()) {
      Roll.unwritten(roll.succeeded(), stillSucceeded)
          .forEach(pod -> stillSucceeded.add(pod.uid()));
    }
    Roll.unwritten(roll.failed(), stillFailed).forEach(pod -> stillFailed.add(pod.uid()));
    this.uncounted = new Uncounted(stillSucceeded, stillFailed);
  }

  private static SortedSet<String> kept(SortedSet<String> uids, Set<String> held) {
    SortedSet<String> kept = new TreeSet<>(uids);
    kept.retainAll(held);
    return kept;
  }

  /// All that succeeded, counted or about to be.
  int succeeded() {
    return job.indexed()
        ? roll.completedIndexes().size()
        : succeeded + uncounted.succeeded().size();
  }

  /// All that failed, counted or about to be.
  int failed() {
    return failed + uncounted.failed().size();
  }

  /// The status to write. The Job is over when it is decided and nobody is left to be counted.
  ///
  /// @param active how many Pods are at work after this pass
  JobStatus status(Optional<Verdict> verdict, int active, Instant now) {
    boolean over = verdict.isPresent() && active == 0 && roll.terminating().isEmpty()
        && uncounted.isEmpty() && noneIsHeld();
    List<Condition> conditions = conditions(verdict, over, now);
    Optional<Instant> start = startTime(verdict.isPresent(), now);
    return new JobStatus(start,
        over && verdict.get().success() ? Optional.of(now) : Optional.empty(),
        active, Math.min(active, roll.ready()), roll.terminating().size(),
        job.indexed() ? roll.completedIndexes().size() : succeeded, failed,
        job.indexed() ? Indexes.format(roll.completedIndexes()) : "",
        Indexes.format(roll.failedIndexes()), uncounted, conditions);
  }

  private boolean noneIsHeld() {
    return roll.succeeded().stream().noneMatch(JobPod::isTracked)
        && roll.failed().stream().noneMatch(JobPod::isTracked)
        && roll.ignored().stream().noneMatch(JobPod::isTracked);
  }

  /// The clock of the Job stops when it is suspended and starts anew when it is resumed.
  private Optional<Instant> startTime(boolean decided, Instant now) {
    if (job.suspended() && !decided) return Optional.empty();
    return before.startTime().or(() -> Optional.of(now));
  }

  private List<Condition> conditions(Optional<Verdict> verdict, boolean over, Instant now) {
    List<Condition> conditions = new ArrayList<>(before.conditions());
    if (verdict.isPresent()) {
      Verdict v = verdict.get();
      say(conditions, v.interim(), "True", v.reason(), v.message(), now);
      if (over) say(conditions, v.last(), "True", v.reason(), v.message(), now);
    } else if (job.suspended()) {
      say(conditions, "Suspended", "True", "JobSuspended", "Job suspended", now);
    } else if (before.holds("Suspended")) {
      say(conditions, "Suspended", "False", "JobResumed", "Job resumed", now);
    }
    return conditions;
  }

  private static void say(List<Condition> conditions, String type, String status, String reason,
      String message, Instant now) {
    boolean known = conditions.stream()
        .anyMatch(c -> c.type().equals(type) && c.status().equals(status));
    if (known) return;
    conditions.removeIf(c -> c.type().equals(type));
    conditions.add(new Condition(type, status, reason, message, Optional.of(now)));
  }
}
