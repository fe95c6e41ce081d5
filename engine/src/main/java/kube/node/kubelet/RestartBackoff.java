package kube.node.kubelet;

import java.time.Duration;
import java.util.TreeMap;

/// How long to wait before something that failed is tried again: 10 s, 20 s, 40 s … 300 s.
///
/// The first retry is immediate for a container that ran; what has run well for ten minutes starts
/// over.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
final class RestartBackoff {

  static final Duration RUN_WELL = Duration.ofMinutes(10);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final TreeMap<String, Integer> failures = new TreeMap<>();

  /// The wait before the next try of `what`, and one failure more against it.
  Duration next(String what) {
    int failed = failures.merge(what, 1, Integer::sum);
    Duration delay = FIRST.multipliedBy(1L << Math.min(failed - 1, 10));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  /// As [#next], but the first time there is no wait.
  Duration nextAfterRun(String what) {
    if (!failures.containsKey(what)) {
      failures.put(what, 0);
      return Duration.ZERO;
    }
    return next(what);
  }

  void forget(String what) {
    failures.remove(what);
  }
}
