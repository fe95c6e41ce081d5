/// Rolls Pods from one version to the next: Deployment to ReplicaSets.
///
/// [kube.controlplane.controllermanager.deployment.DeploymentController] is the contract, which a
/// learner's class can fill; [kube.controlplane.controllermanager.deployment.RolloutControl] is all
/// that it may do to the world.
///
/// One pass of [kube.controlplane.controllermanager.deployment.DeploymentReconciler] in order:
/// [kube.controlplane.controllermanager.deployment.Versions] tells the ReplicaSet of the present
/// template from the old ones; `Revisions` numbers them;
/// [kube.controlplane.controllermanager.deployment.Rollout] is the decision, made by `Rolling`,
/// `Recreating` or `Scaling` within the [kube.controlplane.controllermanager.deployment.Bounds]; the
/// reconciler performs it; `Census` counts and `Progress` judges what is reported as status; `History`
/// says which old ReplicaSets may go.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
@NullMarked
package kube.controlplane.controllermanager.deployment;

import org.jspecify.annotations.NullMarked;
