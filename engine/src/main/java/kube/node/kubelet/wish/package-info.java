/// What the author of a Pod wishes, as far as the kubelet acts on it.
///
/// The API's own `spec` is long; [kube.node.kubelet.wish.PodWish] keeps of it what decides anything on
/// the node: the containers in their three lists ([kube.node.kubelet.wish.ContainerWish]), how to ask
/// them for their health ([kube.node.kubelet.wish.ProbeWish] with a
/// [kube.node.kubelet.wish.Handler]), where their variables come from
/// ([kube.node.kubelet.wish.EnvironmentWish]) and which volumes they share
/// ([kube.node.kubelet.wish.VolumeWish]). All are immutable records.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
@NullMarked
package kube.node.kubelet.wish;

import org.jspecify.annotations.NullMarked;
