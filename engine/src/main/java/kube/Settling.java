package kube;

import java.time.Duration;
import java.time.Instant;

import kube.foundation.machine.EventLog;

/// Waits, in virtual time, for a cluster to come to rest.
final class Settling {

  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Cluster cluster;
  private Instant lastWrite;

  Settling(Cluster cluster) {
    this.cluster = cluster;
    this.lastWrite = cluster.now();
  }

  boolean await() {
    Instant deadline = cluster.now().plus(LONGEST);
    long seen = cluster.log().lastSequence();
    while (cluster.now().isBefore(deadline)) {
      cluster.advance(Duration.ofSeconds(1));
      for (EventLog.Entry entry : cluster.log().after(seen)) {
        if (isWork(entry)) lastWrite = entry.time();
        seen = entry.sequence();
      }
      if (!cluster.now().isBefore(lastWrite.plus(REST))) return true;
    }
    return false;
  }

  private static boolean isWork(EventLog.Entry entry) {
    return entry.revision() > 0 && !entry.object().startsWith("leases/")
        && !entry.object().startsWith("events/");
  }
}
