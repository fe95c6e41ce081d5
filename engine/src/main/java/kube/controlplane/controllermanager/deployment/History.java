package kube.controlplane.controllermanager.deployment;

import java.util.Comparator;
import java.util.List;

import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;

/// Which old ReplicaSets are not needed any more, even to go back to.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy
final class History {

  private History() {}

  /// The oldest revisions beyond the limit, as far as they are empty and their controller knows it.
  static List<ReplicaSet> surplus(Deployment deployment, List<ReplicaSet> old) {
    List<ReplicaSet> alive = old.stream()
        .filter(set -> !set.metadata().isBeingDeleted())
        .sorted(Comparator.comparingLong(Revisions::number).thenComparing(Versions.OLDEST_FIRST))
        .toList();
    return alive.stream()
        .limit(Math.max(0, alive.size() - deployment.revisionsKept()))
        .filter(set -> set.replicas() == 0 && set.status().replicas() == 0)
        .filter(set -> set.metadata().generation() <= set.status().observedGeneration())
        .toList();
  }
}
