package kube.node.kubelet.container;

import java.time.Duration;
import java.util.TreeMap;

/// How long to wait before something that failed is tried again: 10 s, 20 s, 40 s … 300 s.
///
/// The first retry is immediate for a container that ran; what has run well for ten minutes starts
/// over.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
public final class RestartBackoff {

  public static final Duration RUN_WELL = Duration.ofMinutes(10);
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofSeconds(10);

  private final Duration longest;
  private final TreeMap<String, Integer> failures = new TreeMap<>();

  /// @param longest what the waits grow to; a node may set a shorter one than [#LONGEST]
  public RestartBackoff(Duration longest) {
    this.longest = longest;
  }

  /// The wait before the next try of `what`, and one failure more against it.
  public Duration next(String what) {
    int failed = failures.merge(what, 1, Integer::sum);
    Duration delay = FIRST.multipliedBy(1L << Math.min(failed - 1, 10));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  /// As [#next], but the first time there is no wait.
  public Duration nextAfterRun(String what) {
    if (!failures.containsKey(what)) {
      failures.put(what, 0);
      return Duration.ZERO;
    }
    return next(what);
  }

  public void forget(String what) {
    failures.remove(what);
  }
}
