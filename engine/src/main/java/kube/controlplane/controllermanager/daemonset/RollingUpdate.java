package kube.controlplane.controllermanager.daemonset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.controlplane.controllermanager.workload.Availability;
import kube.foundation.api.apps.DaemonSet;

/// What has to make room for a new version, node by node.
///
/// Without surge an old Pod goes first, and the node is without one for a while: on so many nodes at
/// a time. With surge a new Pod comes first and runs beside the old one. A Pod that does not work is
/// missed by nobody and is replaced at once.
///
/// @param leaving old Pods that go
/// @param surging nodes that get a new Pod beside the old one
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/ ·
/// [update.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/daemon/update.go)
record RollingUpdate(List<DaemonPod> leaving, List<String> surging) {

  /// The Pods of one node.
  private record Pair(Optional<DaemonPod> old, Optional<DaemonPod> updated) {}

  /// @param wanted how many nodes should run the Pod
  static RollingUpdate decide(DaemonSet set, SortedMap<String, List<DaemonPod>> byNode, int wanted,
      String hash, Availability availability) {
    if (set.rolling().isEmpty()) return new RollingUpdate(List.of(), List.of());
    int surge = set.rolling().get().surge().roundedUp(wanted);
    int unavailable = set.rolling().get().unavailable().roundedUp(wanted);
    return surge == 0
        ? inPlace(byNode, Math.max(1, unavailable), hash, availability)
        : beside(byNode, surge, hash, availability);
  }

  private static RollingUpdate inPlace(SortedMap<String, List<DaemonPod>> byNode, int atMost,
      String hash, Availability availability) {
    int missing = 0;
    List<DaemonPod> broken = new ArrayList<>();
    List<DaemonPod> candidates = new ArrayList<>();
    for (List<DaemonPod> there : byNode.values()) {
      Pair pair = pair(there, hash);
      if (pair.old.isEmpty()) {
        if (pair.updated.filter(pod -> availability.isAvailable(pod.pod())).isEmpty()) missing++;
      } else if (pair.updated.isPresent()) {
        if (!availability.isAvailable(pair.updated.get().pod())) missing++;
      } else if (availability.isAvailable(pair.old.get().pod())) {
        candidates.add(pair.old.get());
      } else {
        broken.add(pair.old.get());
      }
    }
    int room = Math.clamp(atMost - missing, 0, candidates.size());
    broken.addAll(candidates.subList(0, room));
    return new RollingUpdate(broken, List.of());
  }

  private static RollingUpdate beside(SortedMap<String, List<DaemonPod>> byNode, int atMost,
      String hash, Availability availability) {
    int surged = 0;
    List<DaemonPod> leaving = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    List<String> candidates = new ArrayList<>();
    for (var entry : byNode.entrySet()) {
      Pair pair = pair(entry.getValue(), hash);
      if (pair.old.isEmpty()) continue;
      DaemonPod old = pair.old.get();
      if (pair.updated.isEmpty()) {
        boolean works = availability.isAvailable(old.pod());
        (works ? candidates : replaced).add(entry.getKey());
      } else if (availability.isAvailable(pair.updated.get().pod())) {
        leaving.add(old);
      } else {
        surged++;
      }
    }
    int room = Math.clamp(atMost - surged, 0, candidates.size());
    replaced.addAll(candidates.subList(0, room));
    return new RollingUpdate(leaving, replaced);
  }

  /// The first old and the first new Pod that stay.
  private static Pair pair(List<DaemonPod> there, String hash) {
    return new Pair(
        there.stream().filter(pod -> !pod.isLeaving() && !pod.isOf(hash)).findFirst(),
        there.stream().filter(pod -> !pod.isLeaving() && pod.isOf(hash)).findFirst());
  }
}
