package kube.controlplane.controllermanager.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Condition;
import kube.foundation.api.Pod;

/// Whether Pods can be counted on: ready, and for long enough.
///
/// @param minReady how long a Pod must have been ready, so that one which falls over again after a
///   second is not counted on
public record Availability(Duration minReady, Instant now) {

  public boolean isAvailable(Pod pod) {
    return pod.isReady()
        && (minReady.isZero() || since(pod).filter(moment -> !moment.isAfter(now)).isPresent());
  }

  /// How long until the next ready Pod becomes available. Nothing changes at that moment, so no
  /// event will tell: the controller has to look again by itself.
  public Optional<Duration> untilNext(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> since(pod).stream())
        .filter(moment -> moment.isAfter(now))
        .min(Instant::compareTo)
        .map(moment -> Duration.between(now, moment));
  }

  private Optional<Instant> since(Pod pod) {
    return pod.condition("Ready")
        .filter(Condition::isTrue)
        .flatMap(Condition::lastTransitionTime)
        .map(ready -> ready.plus(minReady));
  }
}
