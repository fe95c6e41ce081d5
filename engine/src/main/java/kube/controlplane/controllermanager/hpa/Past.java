package kube.controlplane.controllermanager.hpa;

import java.time.Instant;

/// Something that an autoscaler has lately said or done.
public sealed interface Past {

  Instant at();

  /// At this moment so many Pods seemed right.
  record Advised(Instant at, int replicas) implements Past {}

  /// At this moment the size changed by so many; by less than 0 when it shrank.
  record Scaled(Instant at, int change) implements Past {}
}
