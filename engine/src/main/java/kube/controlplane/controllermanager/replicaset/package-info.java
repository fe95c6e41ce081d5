/// Keeps the number of Pods that a ReplicaSet wishes for.
///
/// [kube.controlplane.controllermanager.replicaset.ReplicaSetController] is the contract, which a
/// learner's class can fill; [kube.controlplane.controllermanager.replicaset.PodControl] is all that
/// it may do to the world.
///
/// One pass of [kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler] in order:
/// [kube.controlplane.controllermanager.replicaset.Ownership] says whose Pod is whose; `Expectations`
/// says whether the cache already shows our last changes;
/// [kube.controlplane.controllermanager.replicaset.Plan] is the decision, with `LeastUsefulFirst`
/// naming who would leave; the reconciler performs it; `Headcount` is reported as status.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
@NullMarked
package kube.controlplane.controllermanager.replicaset;

import org.jspecify.annotations.NullMarked;
