package kube.node.kubelet.config;

import java.time.Duration;

/// From where on the kubelet ends Pods.
///
/// @param level what must be left
/// @param grace how long less may be left: zero for a hard threshold
/// @param reclaim how much more than the level there must be again once it was met
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-thresholds
public record Threshold(Signal signal, Level level, Duration grace, Level reclaim) {

  public boolean isHard() {
    return grace.isZero();
  }
}
