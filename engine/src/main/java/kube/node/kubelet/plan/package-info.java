/// Decides what to do next for one Pod, and does none of it.
///
/// [kube.node.kubelet.plan.PlannedSync] compares a wish with what is seen
/// ([kube.node.kubelet.plan.PodSeen], which comes from the runtime and the probes) and answers with a
/// [kube.node.kubelet.plan.PodPlan] of [kube.node.kubelet.plan.Step]s;
/// [kube.node.kubelet.plan.PodPhase] sums the containers up in one word. Everything is a function of
/// its arguments: asked twice about the same world, it says the same twice.
///
/// **In Kubernetes:** `computePodActions` in
/// [kuberuntime_manager.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/kuberuntime/kuberuntime_manager.go)
@NullMarked
package kube.node.kubelet.plan;

import org.jspecify.annotations.NullMarked;
