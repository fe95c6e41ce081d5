package kube.foundation.machine;

import java.time.Instant;

/// Tells the time of the cluster, which in a simulation is virtual.
///
/// Components ask this and never the system clock, so that a test can move time for them.
public interface Clock {

  /// The present moment of the cluster.
  Instant now();
}
