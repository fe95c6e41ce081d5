package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one autoscaler has advised and done lately. A restart forgets it.
///
/// Owned by the loop.
final class Memory {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final List<Past> past = new ArrayList<>();

  List<Past> past() {
    return List.copyOf(past);
  }

  boolean isEmpty() {
    return past.isEmpty();
  }

  void add(Past happened) {
    past.removeIf(old -> old.at().plus(LONGEST).isBefore(happened.at()));
    past.add(happened);
  }
}
