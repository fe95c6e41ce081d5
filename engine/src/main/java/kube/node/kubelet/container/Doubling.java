package kube.node.kubelet.container;

import java.time.Duration;
import java.util.TreeMap;

/// Waits that double with every failure: 10 s, 20 s, 40 s … up to a longest one.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
public final class Doubling {

  private static final Duration FIRST = Duration.ofSeconds(10);

  private final Duration longest;
  private final TreeMap<String, Integer> failures = new TreeMap<>();

  /// @param longest what the waits grow to
  public Doubling(Duration longest) {
    this.longest = longest;
  }

  /// The wait before the next try of `what`, and one failure more against it.
  public Duration next(String what) {
    int failed = failures.merge(what, 1, Integer::sum);
    Duration delay = FIRST.multipliedBy(1L << Math.min(failed - 1, 10));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  /// How often it has failed in a row.
  public int failures(String what) {
    return failures.getOrDefault(what, 0);
  }

  /// It had failed so often before this one began to count.
  public void remember(String what, int failed) {
    failures.put(what, failed);
  }

  public void forget(String what) {
    failures.remove(what);
  }
}
