package kube.controlplane.controllermanager.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.controllermanager.deployment.Rollout.Create;
import kube.controlplane.controllermanager.deployment.Rollout.Hold;
import kube.controlplane.controllermanager.deployment.Rollout.Resize;
import kube.controlplane.controllermanager.deployment.Rollout.Step;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;

/// A rolling update: up with the new as far as the upper bound allows, down with the old as far as
/// the lower bound allows, one of both a pass.
///
/// **In Kubernetes:**
/// [rolling.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/rolling.go)
final class Rolling {

  private final Deployment deployment;
  private final Versions versions;
  private final Bounds bounds;

  private Rolling(Deployment deployment, Versions versions) {
    this.deployment = deployment;
    this.versions = versions;
    this.bounds = Bounds.of(deployment);
  }

  static Rollout decide(Deployment deployment, Versions versions) {
    return new Rolling(deployment, versions).decide();
  }

  private Rollout decide() {
    if (versions.current().isEmpty()) {
      return new Create(sizeOfNew(), "The template has no ReplicaSet yet.");
    }
    ReplicaSet current = versions.current().get();
    int wished = sizeOfNew();
    if (wished != current.replicas()) {
      return new Resize(List.of(new Step(current, wished)),
          "There is room for " + (wished - current.replicas()) + " more new Pods.");
    }
    return shrinkOld(current);
  }

  /// As many as the upper bound leaves room for, and no more than wished for.
  private int sizeOfNew() {
    int present = versions.currentReplicas();
    int all = Versions.sum(versions.all(), ReplicaSet::replicas);
    if (present > deployment.replicas()) return deployment.replicas();
    int room = bounds.mostPods() - all;
    return room <= 0 ? present : present + Math.min(room, deployment.replicas() - present);
  }

  private Rollout shrinkOld(ReplicaSet current) {
    int oldPods = Versions.sum(versions.old(), ReplicaSet::replicas);
    if (oldPods == 0) return new Hold("All Pods are of the present version.");
    int newUnavailable = current.replicas() - current.status().availableReplicas();
    int mayLeave = oldPods + current.replicas() - bounds.leastAvailable() - newUnavailable;
    if (mayLeave <= 0) {
      return new Hold("Fewer old Pods would leave fewer than " + bounds.leastAvailable()
          + " at work.");
    }
    Map<ReplicaSet, Integer> sizes = new LinkedHashMap<>();
    versions.old().forEach(set -> sizes.put(set, set.replicas()));
    dropTheBroken(sizes, mayLeave);
    dropTheHealthy(sizes);
    List<Step> steps = sizes.entrySet().stream()
        .filter(size -> size.getValue() != size.getKey().replicas())
        .map(size -> new Step(size.getKey(), size.getValue()))
        .toList();
    return steps.isEmpty()
        ? new Hold("Every old Pod is needed.")
        : new Resize(steps, "The new Pods at work take over.");
  }

  /// Old Pods that do not work are missed by nobody, and might hold up the roll-out for ever: they
  /// go first.
  private static void dropTheBroken(Map<ReplicaSet, Integer> sizes, int atMost) {
    int left = atMost;
    for (var size : sizes.entrySet()) {
      ReplicaSet set = size.getKey();
      int broken = Math.max(0, set.replicas() - set.status().availableReplicas());
      int dropped = Math.min(left, broken);
      size.setValue(set.replicas() - dropped);
      left -= dropped;
    }
  }

  /// How many of the set's Pods at work are there to stay. Right after it was made smaller its status
  /// still counts those that are about to go.
  private static int staysAvailable(ReplicaSet set) {
    return Math.min(set.replicas(), set.status().availableReplicas());
  }

  private void dropTheHealthy(Map<ReplicaSet, Integer> sizes) {
    int available = Versions.sum(versions.all(), Rolling::staysAvailable);
    int left = available - bounds.leastAvailable();
    for (var size : sizes.entrySet()) {
      if (left <= 0) return;
      int dropped = Math.min(left, size.getValue());
      size.setValue(size.getValue() - dropped);
      left -= dropped;
    }
  }
}
