/// Runs containers for the kubelet, behind the seam that Kubernetes calls CRI.
///
/// [kube.node.containerruntime.ContainerRuntime] is the seam;
/// [kube.node.containerruntime.SimulatedRuntime] stands behind it and runs the small programs of
/// [kube.node.containerruntime.image.ImageCatalogue] in the cluster's own time, each in a
/// [kube.node.containerruntime.SimulatedContainer] with its log and its files. A program that `exec`
/// adds is an [kube.node.containerruntime.ExecProcess].
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/cri/
@NullMarked
package kube.node.containerruntime;

import org.jspecify.annotations.NullMarked;
