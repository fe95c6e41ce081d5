package kube.controlplane.controllermanager.replicaset;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;

/// What a ReplicaSet wants done about its number of Pods, and why.
///
/// Deciding is a pure function of what is seen. The reconciler performs the plan in one place, and
/// whoever wants to explain the controller asks for the same plan and reads its reason.
public sealed interface Plan {

  /// One sentence for people.
  String reason();

  /// Nothing to do.
  record Keep(String reason) implements Plan {}

  /// Do nothing until the cache has caught up, but look again after `atMost` in any case.
  record Wait(Duration atMost, String reason) implements Plan {}

  record Create(int count, String reason) implements Plan {}

  /// Delete these, the least useful first.
  record Delete(List<Pod> pods, String reason) implements Plan {

    public Delete { pods = List.copyOf(pods); }
  }

  /// So many at most in one pass; the rest follows in the next, when the cache has shown these.
  int MOST_IN_ONE_PASS = 500;

  /// Compares the wish of `set` with the Pods that count.
  ///
  /// @param unseenFor how long to wait at most for own changes that the cache does not show yet
  /// @param usefulness orders Pods, the least useful first
  static Plan decide(ReplicaSet set, List<Pod> mine, Optional<Duration> unseenFor,
      Comparator<Pod> usefulness) {
    if (set.metadata().isBeingDeleted()) return new Keep("The set is being deleted.");
    if (unseenFor.isPresent()) {
      return new Wait(unseenFor.get(), "The cache does not show the last changes yet.");
    }
    int missing = set.replicas() - mine.size();
    String count = mine.size() + " of " + set.replicas() + " Pods";
    if (missing > 0) return new Create(Math.min(missing, MOST_IN_ONE_PASS), count);
    if (missing < 0) {
      int surplus = Math.min(-missing, MOST_IN_ONE_PASS);
      return new Delete(mine.stream().sorted(usefulness).limit(surplus).toList(), count);
    }
    return new Keep(count);
  }
}
