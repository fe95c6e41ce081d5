package kube.controlplane.controllermanager.replication;

import kube.controlplane.controllermanager.replicaset.ReplicaSetLoop;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.foundation.api.Kinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// The ReplicationController controller: the ReplicaSet controller, at work on the elder kind.
///
/// **In Kubernetes:**
/// [replication_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/replication/replication_controller.go)
public final class ReplicationManager {

  public ReplicationManager(Actor actor, ApiClient client, Informers informers) {
    new ReplicaSetLoop(Kinds.REPLICATION_CONTROLLER, "replication-controller", actor, client,
        informers, Part.ours(new ReplicaSetReconciler()));
  }
}
