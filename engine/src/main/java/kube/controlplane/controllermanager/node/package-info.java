/// Tells a dead node from a quiet one, and keeps Pods away from it.
///
/// [kube.controlplane.controllermanager.node.NodeLifecycle] is the contract, which a learner's class
/// can fill; `NodeLifecycleLoop` calls it every five seconds and carries out its actions. Ours is
/// [kube.controlplane.controllermanager.node.NodeWatchKeeper]: `Heartbeats` measures silence by its
/// own clock, `Zone` says how much of a zone is dark and how fast its nodes may be given up.
/// `ConditionTaints` keeps new Pods away from nodes that are not well.
///
/// Deleting the Pods is another controller's work.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/
@NullMarked
package kube.controlplane.controllermanager.node;

import org.jspecify.annotations.NullMarked;
