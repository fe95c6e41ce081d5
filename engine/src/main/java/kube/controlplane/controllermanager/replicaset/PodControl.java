package kube.controlplane.controllermanager.replicaset;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;

/// Everything that a ReplicaSet controller may do to the cluster.
///
/// Each call is one request to the API server, carried out at once or refused. The caches show its
/// effect later.
public interface PodControl {

  /// Creates one Pod from the set's template, owned by the set.
  ApiResult<Pod> create(ReplicaSet owner);

  /// Deletes the Pod, provided that it still is the one seen (same uid).
  ApiResult<Pod> delete(Pod pod, ReplicaSet owner);

  /// Makes the set the controller of an orphan. Refused with 409 Conflict when the Pod has got
  /// another controller meanwhile, or is not the one seen.
  ApiResult<Pod> adopt(Pod orphan, ReplicaSet owner);

  /// Takes the set out of the Pod's owner references.
  ApiResult<Pod> release(Pod pod, ReplicaSet owner);

  /// Reports what the controller sees.
  ApiResult<ReplicaSet> updateStatus(ReplicaSet set, ReplicaSetStatus status);
}
