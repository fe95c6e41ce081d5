/// Puts into the API's words how a Pod is.
///
/// [kube.node.kubelet.status.PodStatus] composes the whole,
/// [kube.node.kubelet.status.PodConditions] the conditions with the times at which they changed, and
/// [kube.node.kubelet.status.ContainerStatusText] the part of one container.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
@NullMarked
package kube.node.kubelet.status;

import org.jspecify.annotations.NullMarked;
