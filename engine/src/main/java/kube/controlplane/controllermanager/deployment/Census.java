package kube.controlplane.controllermanager.deployment;

import java.time.Instant;

import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentCondition;
import kube.foundation.api.apps.DeploymentStatus;

/// Adds up what the ReplicaSets report: the numbers in a Deployment's status.
///
/// **In Kubernetes:** `calculateStatus`
/// ([sync.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/sync.go)).
final class Census {

  private Census() {}

  /// @param said the conditions so far, and the number of collisions
  static DeploymentStatus of(Deployment deployment, Versions versions, DeploymentStatus said,
      Instant now) {
    int total = Versions.sum(versions.all(), set -> set.status().replicas());
    int available = Versions.sum(versions.all(), set -> set.status().availableReplicas());
    DeploymentStatus counted = new DeploymentStatus(deployment.metadata().generation(), total,
        versions.current().map(set -> set.status().replicas()).orElse(0),
        Versions.sum(versions.all(), (ReplicaSet set) -> set.status().readyReplicas()), available,
        Math.max(0, total - available),
        Versions.sum(versions.all(), set -> set.status().terminatingReplicas()),
        said.collisionCount(), said.conditions());
    return counted.with(availability(deployment, available, now));
  }

  private static DeploymentCondition availability(Deployment deployment, int available,
      Instant now) {
    return available >= Bounds.of(deployment).leastAvailable()
        ? DeploymentCondition.now("Available", "True", "MinimumReplicasAvailable",
            "Deployment has minimum availability.", now)
        : DeploymentCondition.now("Available", "False", "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.", now);
  }
}
