package kube.controlplane.apiserver.registry;

import java.time.Duration;
import java.time.Instant;

import kube.controlplane.etcd.Etcd;
import kube.foundation.machine.Clock;

/// Gives Events an hour to live after their last change, so that they do not fill the store.
///
/// A lease for each Event would be many, so all that change within a minute share one.
///
/// Owned by the loop.
///
/// **In Kubernetes:** the flag `--event-ttl` and
/// [lease_manager.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/lease_manager.go)
final class EventLeases {

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration SHARED_FOR = Duration.ofMinutes(1);

  private final Etcd etcd;
  private final Clock clock;
  private long lease;
  private Instant sharedUntil = Instant.MIN;

  EventLeases(Etcd etcd, Clock clock) {
    this.etcd = etcd;
    this.clock = clock;
  }

  /// The lease for an Event that is written now.
  long current() {
    Instant now = clock.now();
    if (now.isAfter(sharedUntil)) {
      lease = etcd.grant(0, LIFETIME.plus(SHARED_FOR), now);
      sharedUntil = now.plus(SHARED_FOR);
    }
    return lease;
  }
}
