package kube.controlplane.controllermanager.replicaset;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;

/// Whose Pod is whose, seen by one ReplicaSet: it may count, adopt, release, or must leave alone.
///
/// Labels say who *could* belong to the set; the controller owner reference says who *does*, and it
/// names the owner by uid. Two sets with the same selector therefore do not fight over Pods. Pods
/// that are finished or on their way out belong in none of the lists: they keep no place.
///
/// @param mine owned by the set and chosen by its selector: these count
/// @param orphans chosen by the selector and owned by nobody: to be adopted
/// @param strayed owned by the set and no longer chosen, because somebody changed their labels: to
///   be released
///
/// **In Kubernetes:** the claim of `PodControllerRefManager`
/// ([controller_ref_manager.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_ref_manager.go)).
public record Ownership(List<Pod> mine, List<Pod> orphans, List<Pod> strayed) {

  public Ownership {
    mine = List.copyOf(mine);
    orphans = List.copyOf(orphans);
    strayed = List.copyOf(strayed);
  }

  /// Sorts the Pods of the set's namespace. A set that is being deleted has no orphans and lets
  /// nobody go: its Pods are the garbage collector's to judge, by the owner they have now.
  static Ownership of(ReplicaSet set, List<Pod> pods) {
    List<Pod> mine = new ArrayList<>();
    List<Pod> orphans = new ArrayList<>();
    List<Pod> strayed = new ArrayList<>();
    boolean mayClaim = !set.metadata().isBeingDeleted();
    for (Pod pod : pods) {
      if (!keepsItsPlace(pod)) continue;
      boolean chosen = set.selector().matches(pod.metadata().labels());
      boolean owned = pod.metadata().isControlledBy(set.metadata());
      boolean orphan = pod.metadata().controller().isEmpty();
      if (owned && chosen) mine.add(pod);
      else if (owned && mayClaim) strayed.add(pod);
      else if (orphan && chosen && mayClaim) orphans.add(pod);
    }
    return new Ownership(mine, orphans, strayed);
  }

  /// Whether the Pod still fills a place: it has not run to its end and is not being deleted.
  static boolean keepsItsPlace(Pod pod) {
    return !pod.isFinished() && !pod.metadata().isBeingDeleted();
  }
}
