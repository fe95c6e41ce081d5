package kube.controlplane.scheduler.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;

/// A Pod that waits for a node, and how its wait has gone so far.
///
/// Owned by the loop; changed by the [SchedulingQueue] alone.
public final class QueuedPod {

  /// In which part of the queue a Pod is.
  enum Place {
    ACTIVE, BACK_OFF, ASIDE, HELD_BACK, IN_HAND
  }

  /// The higher priority first; of equals who came first.
  static final Comparator<QueuedPod> ORDER = QueuedPod::compareTurns;

  static final Comparator<QueuedPod> BY_RETURN = Comparator
      .comparing((QueuedPod queued) -> queued.returnsAt)
      .thenComparingLong(queued -> queued.number);

  private final long number;
  private PodView pod;
  private Place place = Place.IN_HAND;
  private Instant since;
  private Instant returnsAt;
  private Set<String> refusedBy = new TreeSet<>();
  private int attempts;

  QueuedPod(PodView pod, long number, Instant now) {
    this.pod = pod;
    this.number = number;
    this.since = now;
    this.returnsAt = now;
  }

  /// Written out, because it runs a dozen times for each Pod that comes or goes.
  private static int compareTurns(QueuedPod one, QueuedPod other) {
    int byPriority = Integer.compare(other.pod.priority(), one.pod.priority());
    if (byPriority != 0) return byPriority;
    int bySince = one.since.compareTo(other.since);
    return bySince != 0 ? bySince : Long.compare(one.number, other.number);
  }

  public PodView pod() {
    return pod;
  }

  public Key key() {
    return pod.key();
  }

  /// How often a node has been looked for.
  public int attempts() {
    return attempts;
  }

  /// The rules that had something against it when it was last tried.
  public Set<String> refusedBy() {
    return refusedBy;
  }

  Place place() {
    return place;
  }

  Instant since() {
    return since;
  }

  Instant returnsAt() {
    return returnsAt;
  }

  void show(PodView newer) {
    pod = newer;
  }

  void moveTo(Place newPlace, Instant now) {
    place = newPlace;
    since = now;
  }

  void tried() {
    attempts++;
  }

  void refused(Set<String> rules, Instant mayReturnAt) {
    refusedBy = rules;
    returnsAt = mayReturnAt;
  }
}
