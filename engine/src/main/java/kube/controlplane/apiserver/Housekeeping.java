package kube.controlplane.apiserver;

import java.time.Duration;

import kube.controlplane.etcd.Etcd;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

/// Keeps the store from growing without end: lets leases expire, and compacts a past that nobody
/// needs any more.
///
/// A real API server compacts what is older than five minutes. We keep so many revisions besides,
/// because the past of a small cluster is worth looking at; but where a hundred thousand revisions
/// are made meanwhile, their past goes sooner, lest it fill the memory.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [compact.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go)
final class Housekeeping {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final long REVISIONS_KEPT = 10_000;
  private static final long REVISIONS_AT_MOST = 100_000;

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
    actor.after(BETWEEN_LOOKS, this::lookForFlood);
  }

  private void lookForFlood() {
    actor.after(BETWEEN_LOOKS, this::lookForFlood);
    boolean isFlood = etcd.revision() - etcd.compactionMark() > REVISIONS_AT_MOST;
    if (isFlood) tryTo(() -> forget(REVISIONS_KEPT));
  }

  private void keepHouse() {
    actor.after(INTERVAL, this::keepHouse);
    tryTo(() -> {
      if (etcd.expireLeases(actor.now()) > 0) onChange.run();
      forget(Math.max(REVISIONS_KEPT, etcd.revision() - revisionLastTime));
    });
    revisionLastTime = etcd.revision();
  }

  /// Forgets all but the newest revisions.
  private void forget(long kept) {
    long mark = etcd.revision() - kept;
    if (mark > etcd.compactionMark()) etcd.compact(mark);
  }

  private void tryTo(Runnable work) {
    try {
      work.run();
    } catch (PartFailure silent) {
      actor.record("failed", "etcd", "housekeeping: " + silent.reason());
    }
  }
}
