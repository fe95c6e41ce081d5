package kube.controlplane.controllermanager.replicaset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import kube.foundation.api.Condition;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;

/// Counts a ReplicaSet's Pods at one moment: the source of its status.
///
/// Ready is what the Pod says of itself now. *Available* is ready for at least `minReady`, so that a
/// Pod which falls over again after a second is not counted on.
///
/// @param pods those that count, and no others
///
/// **In Kubernetes:** `calculateStatus`
/// ([replica_set_utils.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/replicaset/replica_set_utils.go)).
record Headcount(ReplicaSet set, List<Pod> pods, Instant now) {

  ReplicaSetStatus status() {
    return new ReplicaSetStatus(pods.size(), count(this::isFullyLabeled), count(Pod::isReady),
        count(this::isAvailable), set.metadata().generation());
  }

  /// How long until the next ready Pod becomes available. Nothing changes at that moment, so no
  /// event will tell: the controller has to look again by itself.
  Optional<Duration> untilNextAvailable() {
    return pods.stream()
        .flatMap(pod -> availableAt(pod).stream())
        .filter(moment -> moment.isAfter(now))
        .min(Instant::compareTo)
        .map(moment -> Duration.between(now, moment));
  }

  private boolean isFullyLabeled(Pod pod) {
    return pod.metadata().labels().entrySet().containsAll(set.templateLabels().entrySet());
  }

  private boolean isAvailable(Pod pod) {
    return pod.isReady()
        && (set.minReady().isZero()
            || availableAt(pod).filter(moment -> !moment.isAfter(now)).isPresent());
  }

  private Optional<Instant> availableAt(Pod pod) {
    return pod.condition("Ready")
        .filter(Condition::isTrue)
        .flatMap(Condition::lastTransitionTime)
        .map(since -> since.plus(set.minReady()));
  }

  private int count(Predicate<Pod> property) {
    return Math.toIntExact(pods.stream().filter(property).count());
  }
}
