package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.NavigableSet;

import kube.foundation.api.Condition;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.SuccessRule;

/// Whether a Job is decided, and why.
///
/// Once it is decided no Pod is started any more; it is *over* only when the last Pod is gone and
/// counted.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
public record Verdict(boolean success, String reason, String message) {

  /// The condition that says so before the Job is over.
  String interim() {
    return success ? "SuccessCriteriaMet" : "FailureTarget";
  }

  /// The condition that says that the Job is over.
  String last() {
    return success ? "Complete" : "Failed";
  }

  /// @param succeeded and `failed` count all Pods that have ended, in the books or not
  static Optional<Verdict> of(Roll roll, int succeeded, int failed, Instant now) {
    Job job = roll.job();
    return spoken(job).or(() -> byPolicy(roll))
        .or(() -> tooManyFailures(roll, failed))
        .or(() -> tooLong(job, now))
        .or(() -> tooManyIndexes(roll))
        .or(() -> enough(roll))
        .or(() -> complete(roll, succeeded));
  }

  /// What was said once is not taken back.
  private static Optional<Verdict> spoken(Job job) {
    return job.status().conditions().stream()
        .filter(Condition::isTrue)
        .filter(c -> c.type().equals("FailureTarget") || c.type().equals("SuccessCriteriaMet"))
        .map(c -> new Verdict(c.type().equals("SuccessCriteriaMet"), c.reason(), c.message()))
        .findFirst();
  }

  private static Optional<Verdict> byPolicy(Roll roll) {
    return roll.failed().stream()
        .map(pod -> FailurePolicy.of(roll.job(), pod))
        .filter(policy -> policy.action().equals("FailJob"))
        .map(policy -> failure("PodFailurePolicy", policy.message()))
        .findFirst();
  }

  private static Optional<Verdict> tooManyFailures(Roll roll, int failed) {
    int borne = roll.job().limits().failures();
    boolean isTooMany = failed > borne;
    if (roll.job().restartsInPlace()) {
      int restarts = roll.active().stream().mapToInt(JobPod::restarts).sum();
      isTooMany |= borne == 0 ? restarts > 0 : restarts >= borne;
    }
    return isTooMany
        ? Optional.of(failure("BackoffLimitExceeded",
            "Job has reached the specified backoff limit"))
        : Optional.empty();
  }

  private static Optional<Verdict> tooLong(Job job, Instant now) {
    return untilDeadline(job, now).filter(left -> !left.isPositive())
        .map(_ -> failure("DeadlineExceeded", "Job was active longer than specified deadline"));
  }

  /// How long the Job may still be at work; empty when there is no limit.
  static Optional<Duration> untilDeadline(Job job, Instant now) {
    if (job.suspended()) return Optional.empty();
    return job.limits().active().flatMap(limit -> job.status().startTime()
        .map(start -> Duration.between(now, start.plus(limit))));
  }

  private static Optional<Verdict> tooManyIndexes(Roll roll) {
    int failed = roll.failedIndexes().size();
    return roll.job().limits().failedIndexes().filter(borne -> failed > borne)
        .map(_ -> failure("MaxFailedIndexesExceeded",
            "Job has exceeded the specified maximal number of failed indexes"));
  }

  /// Whether a rule of the success policy is met.
  private static Optional<Verdict> enough(Roll roll) {
    List<SuccessRule> rules = roll.job().successRules();
    for (int number = 0; number < rules.size(); number++) {
      SuccessRule rule = rules.get(number);
      NavigableSet<Integer> done = roll.completedIndexes();
      int wanted = done.size();
      if (rule.indexes().isPresent()) {
        NavigableSet<Integer> meant = Indexes.parse(rule.indexes().get());
        done.retainAll(meant);
        wanted = meant.size();
      }
      if (done.size() >= rule.count().orElse(wanted)) {
        return Optional.of(
            new Verdict(true, "SuccessPolicy", "Matched rules at index " + number));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict> complete(Roll roll, int succeeded) {
    if (!roll.active().isEmpty()) return Optional.empty();
    boolean done = roll.job().completions()
        .map(wanted -> succeeded >= wanted)
        .orElse(succeeded > 0);
    if (done) {
      return Optional.of(new Verdict(true, "CompletionsReached",
          "Reached expected number of succeeded pods"));
    }
    int failed = roll.failedIndexes().size();
    boolean nothingLeft = failed > 0
        && succeeded + failed >= roll.job().completions().orElse(Integer.MAX_VALUE);
    return nothingLeft
        ? Optional.of(failure("FailedIndexes", "Job has failed indexes"))
        : Optional.empty();
  }

  private static Verdict failure(String reason, String message) {
    return new Verdict(false, reason, message);
  }
}
