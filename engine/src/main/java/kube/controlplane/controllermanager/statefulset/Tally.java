package kube.controlplane.controllermanager.statefulset;

import java.util.List;
import java.util.function.Predicate;

import kube.controlplane.controllermanager.workload.Availability;
import kube.foundation.api.Pod;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.apps.StatefulSetStatus;
import kube.foundation.api.apps.StatefulSetUpdate;

/// Counts a StatefulSet's Pods: the source of its status.
final class Tally {

  private Tally() {}

  /// @param current the name of the version that an update leaves behind
  /// @param update the name of the version that it leads to
  static StatefulSetStatus of(StatefulSet set, List<Pod> pods, String current, String update,
      int collisions, Availability availability) {
    Predicate<Pod> stays = pod -> !pod.metadata().isBeingDeleted();
    Predicate<Pod> ready = pod -> pod.phase().equals("Running") && pod.isReady();
    int updated = count(pods, stays.and(pod -> Moves.revision(pod).equals(update)));
    int readyPods = count(pods, ready);
    boolean isComplete = set.update() instanceof StatefulSetUpdate.RollingUpdate
        && updated == pods.size() && readyPods == pods.size();
    return new StatefulSetStatus(set.metadata().generation(), pods.size(), readyPods,
        count(pods, ready.and(availability::isAvailable)),
        isComplete
            ? updated
            : count(pods, stays.and(pod -> Moves.revision(pod).equals(current))),
        updated, isComplete ? update : current, update, collisions);
  }

  private static int count(List<Pod> pods, Predicate<Pod> property) {
    return Math.toIntExact(pods.stream().filter(property).count());
  }
}
