package kube.node.kubelet.container;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/// Our own back-off: the first restart is immediate, then the waits double; a run of ten minutes
/// makes the next crash the first one again.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
public final class CrashBackoff implements RestartBackoff {

  private static final Duration RUN_WELL = Duration.ofMinutes(10);

  private final Doubling waits = new Doubling(LONGEST);
  private final TreeSet<String> ended = new TreeSet<>();

  @Override
  public Instant nextStart(String containerKey, int exit, Instant startedAt, Instant endedAt,
      String policy) {
    boolean isOver = policy.equals("Never") || (policy.equals("OnFailure") && exit == 0);
    if (isOver) return NEVER;
    boolean ranWell = Duration.between(startedAt, endedAt).compareTo(RUN_WELL) >= 0;
    if (ranWell) {
      waits.forget(containerKey);
      ended.remove(containerKey);
    }
    boolean isFirst = ended.add(containerKey);
    return isFirst ? endedAt : endedAt.plus(waits.next(containerKey));
  }
}
