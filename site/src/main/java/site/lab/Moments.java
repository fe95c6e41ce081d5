package site.lab;

import java.util.List;
import kube.Cluster;
import kube.foundation.machine.EventLog;

/// Knows which revision of the store belongs to an event of the log. To be asked on the loop.
public final class Moments {
  private Moments() {}

  /// The newest revision that had been made when this event was over.
  ///
  /// @throws LabTrouble when the log has no such event, or the store has forgotten that revision
  public static long revisionAt(Cluster cluster, long event) {
    List<EventLog.Entry> log = cluster.log().entries();
    long first = log.isEmpty() ? 1 : log.getFirst().sequence();
    if (event < first || event > cluster.log().lastSequence()) {
      throw new LabTrouble("Event " + event + " is not in this log, which goes from " + first
          + " to " + cluster.log().lastSequence() + ".");
    }
    long revision = log.subList(0, (int) (event - first + 1)).stream()
        .mapToLong(EventLog.Entry::revision).max().orElse(0);
    return readable(cluster, revision);
  }

  /// The revision itself, when the store can still read it.
  ///
  /// @throws LabTrouble when it was compacted away, or is still to come
  public static long readable(Cluster cluster, long revision) {
    long oldest = Math.max(1, cluster.etcd().compactionMark());
    if (revision < oldest) {
      throw new LabTrouble("The store can be read from revision " + oldest + " on; what was"
          + " before has been compacted away, as etcd does.");
    }
    if (revision > cluster.revision()) {
      throw new LabTrouble("Revision " + revision + " is still to come.");
    }
    return revision;
  }
}
