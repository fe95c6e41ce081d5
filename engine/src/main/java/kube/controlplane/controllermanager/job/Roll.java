package kube.controlplane.controllermanager.job;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import kube.foundation.api.batch.Job;

/// The Pods of a Job, sorted by how it stands with them.
///
/// @param active at work, or about to be
/// @param terminating on their way out and not at their end yet
/// @param succeeded ended well
/// @param failed ended badly, and counting
/// @param ignored ended badly in a way that the Job's rules pass over
record Roll(Job job, List<JobPod> active, List<JobPod> terminating, List<JobPod> succeeded,
    List<JobPod> failed, List<JobPod> ignored) {

  static Roll of(Job job, List<JobPod> pods) {
    Predicate<JobPod> fails = pod -> pod.hasFailed(job.replacesOnlyFailed());
    Predicate<JobPod> ended = pod -> pod.hasSucceeded() || pod.phase().equals("Failed");
    Predicate<JobPod> leaving = pod -> pod.metadata().isBeingDeleted();
    Predicate<JobPod> ignored = pod -> FailurePolicy.of(job, pod).isIgnored();
    return new Roll(job, choose(pods, ended.or(leaving).negate()),
        choose(pods, leaving.and(ended.negate())), choose(pods, JobPod::hasSucceeded),
        choose(pods, fails.and(ignored.negate())), choose(pods, fails.and(ignored)));
  }

  private static List<JobPod> choose(List<JobPod> pods, Predicate<JobPod> which) {
    return pods.stream().filter(which).toList();
  }

  /// All that ended badly: the wait after a failure does not ask whether it counts.
  List<JobPod> allFailed() {
    return Stream.concat(failed.stream(), ignored.stream()).toList();
  }

  int ready() {
    return Math.toIntExact(active.stream().filter(JobPod::isReady).count());
  }

  /// Those of `ended` that are held back and not in the books yet.
  static List<JobPod> unwritten(List<JobPod> ended, Set<String> written) {
    return ended.stream()
        .filter(pod -> pod.isTracked() && !written.contains(pod.uid()))
        .toList();
  }

  /// All indexes that have succeeded, those in the books and those of Pods that are not there yet.
  NavigableSet<Integer> completedIndexes() {
    NavigableSet<Integer> indexes = Indexes.parse(job.status().completedIndexes());
    int most = job.completions().orElse(0);
    succeeded.stream().map(JobPod::index)
        .filter(index -> index >= 0 && index < most).forEach(indexes::add);
    indexes.removeIf(index -> index >= most);
    return indexes;
  }

  /// All indexes that may not be tried again.
  NavigableSet<Integer> failedIndexes() {
    NavigableSet<Integer> indexes = Indexes.parse(job.status().failedIndexes());
    if (job.limits().failuresPerIndex().isEmpty()) return indexes;
    int borne = job.limits().failuresPerIndex().get();
    for (JobPod pod : failed) {
      boolean givesUp = FailurePolicy.of(job, pod).action().equals("FailIndex")
          || pod.failuresBefore() >= borne;
      if (givesUp && pod.index() >= 0) indexes.add(pod.index());
    }
    indexes.removeAll(completedIndexes());
    return indexes;
  }

  /// How often each index has failed, as far as its Pods are still there to tell.
  SortedMap<Integer, Integer> failuresByIndex() {
    SortedMap<Integer, Integer> failures = new TreeMap<>();
    failed.forEach(pod -> failures.merge(pod.index(), pod.failuresBefore() + 1, Math::max));
    return failures;
  }

  /// The indexes that a Pod works for.
  NavigableSet<Integer> indexesAtWork() {
    NavigableSet<Integer> indexes = new TreeSet<>();
    active.forEach(pod -> indexes.add(pod.index()));
    if (job.replacesOnlyFailed()) terminating.forEach(pod -> indexes.add(pod.index()));
    return indexes;
  }
}
