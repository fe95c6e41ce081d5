/// Tells a dead node from a quiet one, and lets its Pods be replaced.
///
/// [kube.controlplane.controllermanager.node.NodeLifecycle] listens for heartbeats and taints nodes
/// that have fallen silent; [kube.controlplane.controllermanager.node.TaintEviction] deletes Pods
/// that do not bear the taint any longer.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/
@NullMarked
package kube.controlplane.controllermanager.node;

import org.jspecify.annotations.NullMarked;
