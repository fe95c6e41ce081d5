/// Keeps the number of Pods that a ReplicationController wishes for.
///
/// It is the elder form of a ReplicaSet, with a plain map of labels as its selector, and is served by
/// the same code.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
@NullMarked
package kube.controlplane.controllermanager.replication;

import org.jspecify.annotations.NullMarked;
