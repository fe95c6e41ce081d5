package kube.controlplane.apiserver;

import java.time.Duration;

import kube.controlplane.etcd.Etcd;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

/// Keeps the store from growing without end: lets leases expire, and compacts a past that nobody
/// needs any more.
///
/// A real API server compacts what is older than five minutes. We keep so many revisions besides,
/// because the past of a small cluster is worth looking at.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [compact.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go)
final class Housekeeping {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final long REVISIONS_KEPT = 10_000;

  private final Actor actor;
  private final Etcd etcd;
  private final Runnable onChange;
  private long revisionLastTime;

  /// @param onChange runs when watchers have something to hear
  Housekeeping(Actor actor, Etcd etcd, Runnable onChange) {
    this.actor = actor;
    this.etcd = etcd;
    this.onChange = onChange;
  }

  void start() {
    revisionLastTime = etcd.revision();
    actor.after(INTERVAL, this::keepHouse);
  }

  private void keepHouse() {
    actor.after(INTERVAL, this::keepHouse);
    try {
      if (etcd.expireLeases(actor.now()) > 0) onChange.run();
      long mark = Math.min(revisionLastTime, etcd.revision() - REVISIONS_KEPT);
      if (mark > etcd.compactionMark()) etcd.compact(mark);
    } catch (PartFailure silent) {
      actor.record("failed", "etcd", "housekeeping: " + silent.reason());
    }
    revisionLastTime = etcd.revision();
  }
}
