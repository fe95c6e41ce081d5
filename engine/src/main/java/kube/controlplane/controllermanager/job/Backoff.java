package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long to wait after failures: 10 s, 20 s, 40 s and so on, and six minutes at most.
///
/// A success makes the wait short again.
///
/// **Leaves out** a memory of failed Pods that somebody has deleted: what happened is read from the
/// Pods that are there, so that a restart changes nothing.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
record Backoff(int failures, Instant lastFailure) {

  static final Duration FIRST = Duration.ofSeconds(10);
  static final Duration LONGEST = Duration.ofMinutes(6);

  /// After the failures since the last success.
  static Backoff of(List<JobPod> failed, List<JobPod> succeeded) {
    Instant lastSuccess = lastEnd(succeeded);
    List<JobPod> since = failed.stream()
        .filter(pod -> pod.endedAt().orElse(Instant.MIN).isAfter(lastSuccess)).toList();
    return new Backoff(since.size(), lastEnd(since));
  }

  private static Instant lastEnd(List<JobPod> pods) {
    return pods.stream().flatMap(pod -> pod.endedAt().stream())
        .max(Instant::compareTo).orElse(Instant.MIN);
  }

  /// What is left of the wait; zero when it is over.
  Duration remaining(Instant now) {
    if (failures == 0 || lastFailure.equals(Instant.MIN)) return Duration.ZERO;
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
    if (wait.compareTo(LONGEST) > 0) wait = LONGEST;
    Duration left = Duration.between(now, lastFailure.plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
