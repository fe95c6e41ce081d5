package kube.controlplane.controllermanager.disruption;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.IntOrPercent;
import kube.foundation.api.Pod;

/// How many Pods may be missing at one moment.
///
/// A Pod whose eviction was just granted is not healthy any more, even if it still looks so: two who
/// ask in a hurry must not both get the last one. The promise lapses after two minutes.
///
/// @param expected how many Pods there should be
/// @param desired how many of them must be healthy
/// @param healthy how many are
/// @param disrupted the promises that have not come true yet
record Allowance(int expected, int desired, int healthy, SortedMap<String, Instant> disrupted) {

  static final Duration PROMISE = Duration.ofMinutes(2);

  /// @param owners what the owners of the Pods wish for together; needed for shares of a whole and
  ///   for `maxUnavailable`
  static Allowance of(Budget budget, List<Pod> pods, int owners, Instant now) {
    int expected = budget.maxUnavailable().isPresent() || isShare(budget.minAvailable())
        ? owners
        : pods.size();
    int desired = budget.maxUnavailable()
        .map(most -> Math.max(0, owners - most.roundedUp(owners)))
        .or(() -> budget.minAvailable().map(least -> least.roundedUp(expected)))
        .orElse(0);
    SortedMap<String, Instant> promised = new TreeMap<>();
    for (Pod pod : pods) {
      Instant since = budget.disrupted().get(pod.metadata().name());
      if (since != null && !pod.metadata().isBeingDeleted() && since.plus(PROMISE).isAfter(now)) {
        promised.put(pod.metadata().name(), since);
      }
    }
    int healthy = Math.toIntExact(pods.stream()
        .filter(pod -> !pod.metadata().isBeingDeleted() && pod.isReady())
        .filter(pod -> !promised.containsKey(pod.metadata().name()))
        .count());
    return new Allowance(expected, desired, healthy, promised);
  }

  static boolean needsOwners(Budget budget) {
    return budget.maxUnavailable().isPresent() || isShare(budget.minAvailable());
  }

  int disruptions() {
    return expected <= 0 ? 0 : Math.max(0, healthy - desired);
  }

  /// How long until the first promise lapses.
  Optional<Duration> untilNextLapse(Instant now) {
    return disrupted.values().stream().min(Instant::compareTo)
        .map(since -> Duration.between(now, since.plus(PROMISE)));
  }

  private static boolean isShare(Optional<IntOrPercent> amount) {
    return amount.filter(IntOrPercent::percent).isPresent();
  }
}
