package kube.controlplane.controllermanager.deployment;

import java.util.List;

import kube.controlplane.controllermanager.deployment.Rollout.Create;
import kube.controlplane.controllermanager.deployment.Rollout.Hold;
import kube.controlplane.controllermanager.deployment.Rollout.Resize;
import kube.controlplane.controllermanager.deployment.Rollout.Step;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;

/// The blunt way to a new version: the old goes, and only when its last Pod is gone the new comes.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
final class Recreating {

  private Recreating() {}

  /// @param pods all Pods that belong to ReplicaSets of this Deployment
  static Rollout decide(Deployment deployment, Versions versions, List<Pod> pods) {
    List<Step> leaving = versions.old().stream()
        .filter(set -> set.replicas() > 0)
        .map(set -> new Step(set, 0))
        .toList();
    if (!leaving.isEmpty()) return new Resize(leaving, "The old version goes first.");
    if (oldPodsRun(versions, pods)) return new Hold("Old Pods are still on their way out.");
    if (versions.current().isEmpty()) {
      return new Create(deployment.replicas(), "The old version is gone.");
    }
    ReplicaSet current = versions.current().get();
    return current.replicas() == deployment.replicas()
        ? new Hold("The present version has its size.")
        : new Resize(List.of(new Step(current, deployment.replicas())), "The old version is gone.");
  }

  private static boolean oldPodsRun(Versions versions, List<Pod> pods) {
    if (Versions.sum(versions.old(), set -> set.status().replicas()) > 0) return true;
    return pods.stream()
        .filter(pod -> !pod.isFinished())
        .anyMatch(pod -> versions.old().stream()
            .anyMatch(set -> pod.metadata().isControlledBy(set.metadata())));
  }
}
