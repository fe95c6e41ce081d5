/// Keeps the number of Pods that a ReplicaSet wishes for.
///
/// [kube.controlplane.controllermanager.replicaset.ReplicaSetController] is the contract, which a
/// learner's class can fill; [kube.controlplane.controllermanager.replicaset.PodControl] is all that
/// it may do to the world.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
@NullMarked
package kube.controlplane.controllermanager.replicaset;

import org.jspecify.annotations.NullMarked;
