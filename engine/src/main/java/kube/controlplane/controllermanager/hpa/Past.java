package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What one autoscaler has advised and done lately. A restart forgets it.
///
/// Owned by the loop.
final class Past {

  private static final Duration LONGEST = Duration.ofHours(1);

  /// At this moment so many Pods seemed right.
  record Advice(Instant at, int replicas) {}

  /// At this moment the size changed by so many.
  record Step(Instant at, int change) {}

  private final List<Advice> advice = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  List<Advice> advice() {
    return List.copyOf(advice);
  }

  boolean isEmpty() {
    return advice.isEmpty();
  }

  void advised(Instant now, int replicas) {
    advice.removeIf(old -> old.at.plus(LONGEST).isBefore(now));
    advice.add(new Advice(now, replicas));
  }

  void stepped(Instant now, int change) {
    steps.removeIf(old -> old.at.plus(LONGEST).isBefore(now));
    steps.add(new Step(now, change));
  }

  /// How many Pods came within the period.
  int added(Duration period, Instant now) {
    return sum(period, now, 1);
  }

  /// How many Pods went within the period.
  int removed(Duration period, Instant now) {
    return sum(period, now, -1);
  }

  private int sum(Duration period, Instant now, int sign) {
    return steps.stream().filter(step -> step.at.plus(period).isAfter(now))
        .mapToInt(step -> Math.max(0, sign * step.change)).sum();
  }
}
