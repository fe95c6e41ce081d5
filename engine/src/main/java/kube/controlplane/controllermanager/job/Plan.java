package kube.controlplane.controllermanager.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.foundation.api.batch.Job;

/// Which Pods a Job wants to have made or ended, and why.
///
/// **In Kubernetes:** `manageJob`
/// ([job_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/job/job_controller.go)).
public sealed interface Plan {

  String reason();

  record Keep(String reason) implements Plan {}

  /// Start nothing before the wait after a failure is over.
  record Wait(Duration remaining, String reason) implements Plan {}

  /// Make these Pods.
  record Create(List<Start> starts, String reason) implements Plan {}

  /// End these Pods.
  ///
  /// @param counted whether they count as failures; a Job that is suspended or made smaller does not
  ///   hold it against them
  record End(List<JobPod> pods, boolean counted, String reason) implements Plan {}

  /// One Pod to be made.
  ///
  /// @param index the completion that it works for; empty when completions have no numbers
  /// @param failuresBefore how often its index failed before
  record Start(Optional<Integer> index, int failuresBefore) {}

  int MOST_IN_ONE_PASS = 500;

  static Plan decide(Roll roll, Optional<Verdict> verdict, int succeeded, Instant now) {
    Job job = roll.job();
    if (job.metadata().isBeingDeleted()) return new Keep("The Job is being deleted.");
    if (verdict.isPresent()) return new End(roll.active(), true, "The Job is decided.");
    if (job.suspended()) return new End(roll.active(), false, "The Job is suspended.");
    int active = roll.active().size();
    int wanted = wanted(job, succeeded, active);
    List<JobPod> superfluous = superfluous(roll, active - wanted);
    if (!superfluous.isEmpty()) {
      return new End(superfluous, false, active + " Pods at work, " + wanted + " wanted");
    }
    int waitedFor = job.replacesOnlyFailed() ? roll.terminating().size() : 0;
    int missing = Math.min(wanted - active - waitedFor, MOST_IN_ONE_PASS);
    if (missing <= 0) return new Keep(active + " of " + wanted + " Pods");
    boolean perIndex = job.limits().failuresPerIndex().isPresent();
    Duration wait = perIndex
        ? Duration.ZERO
        : Backoff.of(roll.allFailed(), roll.succeeded()).remaining(now);
    if (wait.isPositive()) return new Wait(wait, "A Pod has failed lately.");
    return job.indexed()
        ? startIndexes(roll, missing, perIndex, now)
        : new Create(Collections.nCopies(missing, new Start(Optional.empty(), 0)),
            active + " of " + wanted + " Pods");
  }

  private static int wanted(Job job, int succeeded, int active) {
    if (job.completions().isEmpty()) return succeeded > 0 ? active : job.parallelism();
    return Math.clamp(job.completions().get() - succeeded, 0, job.parallelism());
  }

  /// Pods of indexes that another works for already or that do not exist, and then as many as are
  /// too many, those that have come least far first.
  private static List<JobPod> superfluous(Roll roll, int tooMany) {
    List<JobPod> leaving = new ArrayList<>();
    if (roll.job().indexed()) {
      Set<Integer> seen = new TreeSet<>(roll.completedIndexes());
      for (JobPod pod : roll.active()) {
        boolean exists = pod.index() >= 0 && pod.index() < roll.job().completions().orElse(0);
        if (!exists || !seen.add(pod.index())) leaving.add(pod);
      }
    }
    roll.active().stream()
        .filter(pod -> !leaving.contains(pod))
        .sorted(Comparator.comparing((JobPod pod) -> pod.phase().equals("Running"))
            .thenComparing(JobPod::isReady)
            .thenComparing(Comparator.comparingInt(JobPod::index).reversed())
            .thenComparing(JobPod::uid))
        .limit(Math.max(0, tooMany - leaving.size()))
        .forEach(leaving::add);
    return leaving.stream().limit(MOST_IN_ONE_PASS).toList();
  }

  private static Plan startIndexes(Roll roll, int missing, boolean perIndex, Instant now) {
    Set<Integer> taken = new TreeSet<>(roll.completedIndexes());
    taken.addAll(roll.failedIndexes());
    taken.addAll(roll.indexesAtWork());
    SortedMap<Integer, Integer> failures = roll.failuresByIndex();
    List<Start> starts = new ArrayList<>();
    Optional<Duration> shortest = Optional.empty();
    for (int index = 0; index < roll.job().completions().orElse(0); index++) {
      if (starts.size() == missing) break;
      if (taken.contains(index)) continue;
      int number = index;
      Duration wait = perIndex
          ? Backoff.of(roll.allFailed().stream().filter(pod -> pod.index() == number).toList(),
              List.of()).remaining(now)
          : Duration.ZERO;
      if (wait.isPositive()) {
        shortest = shortest.filter(known -> known.compareTo(wait) < 0).or(() -> Optional.of(wait));
      } else {
        starts.add(new Start(Optional.of(index), failures.getOrDefault(index, 0)));
      }
    }
    if (starts.isEmpty() && shortest.isPresent()) {
      return new Wait(shortest.get(), "The indexes that are left have failed lately.");
    }
    return starts.isEmpty()
        ? new Keep("No index is left to start.")
        : new Create(starts, "Indexes are left to do.");
  }
}
