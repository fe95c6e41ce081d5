package kube.controlplane.controllermanager.replicaset;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;

/// What a controller has done and its cache does not show yet.
///
/// A controller writes through the API server and reads from a cache that lags behind. Between the
/// two it would see too few Pods after creating, and too many after deleting, and act a second
/// time. So it writes down the uid of each Pod that it made or removed and does not act again before
/// the cache has shown them all.
///
/// A note is kept for five minutes at most. An event that never arrives, because the watch broke or
/// because somebody else was faster, must not stop the controller for ever.
///
/// Owned by the loop, like the controller that keeps it. Nothing is saved: after a restart the
/// caches are filled afresh before the first pass, and there is nothing to wait for.
///
/// **In Kubernetes:** `UIDTrackingControllerExpectations`
/// ([controller_utils.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_utils.go)).
/// It counts creations and tracks deletions by name; here both go by uid, because our API answers
/// each creation with the new Pod before any watch can show it.
final class Expectations {

  static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private enum Change {
    APPEARS, LEAVES
  }

  private record Note(Change change, Instant until) {}

  /// The notes about one ReplicaSet, by the uid of the Pod.
  private record Notes(String setUid, Map<String, Note> byPod) {}

  private final Map<Key, Notes> notes = new HashMap<>();

  /// The set has created this Pod.
  void created(ReplicaSet set, Pod pod, Instant now) {
    note(set, pod, Change.APPEARS, now);
  }

  /// The set has deleted this Pod.
  void deleted(ReplicaSet set, Pod pod, Instant now) {
    note(set, pod, Change.LEAVES, now);
  }

  /// Ticks off what the cache has just shown.
  void seen(Pod pod, boolean gone) {
    pod.metadata().controller().ifPresent(owner -> {
      Notes about = notes.get(new Key(pod.metadata().namespace(), owner.name()));
      if (about == null || !about.setUid.equals(owner.uid())) return;
      boolean leaving = gone || pod.metadata().isBeingDeleted();
      about.byPod.computeIfPresent(pod.metadata().uid(),
          (_, note) -> note.change == Change.LEAVES && !leaving ? note : null);
    });
  }

  /// How long the set must still wait, at most, for its cache to catch up. Empty when it need not.
  Optional<Duration> openFor(ReplicaSet set, Instant now) {
    Notes about = notes.get(set.key());
    if (about == null || !about.setUid.equals(set.metadata().uid())) return Optional.empty();
    about.byPod.values().removeIf(note -> !note.until.isAfter(now));
    return about.byPod.values().stream()
        .map(note -> Duration.between(now, note.until))
        .max(Duration::compareTo);
  }

  /// The set is gone, and what was expected of it with it.
  void forget(Key set) {
    notes.remove(set);
  }

  private void note(ReplicaSet set, Pod pod, Change change, Instant now) {
    Metadata owner = set.metadata();
    Notes about = notes.get(set.key());
    if (about == null || !about.setUid.equals(owner.uid())) {
      about = new Notes(owner.uid(), new HashMap<>());
      notes.put(set.key(), about);
    }
    about.byPod.put(pod.metadata().uid(), new Note(change, now.plus(KEPT_FOR)));
  }
}
