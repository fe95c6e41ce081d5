/// The agent of one machine: makes the Pods that are assigned to it run, and says how they are.
///
/// [kube.node.kubelet.Kubelet] watches for Pods with its node's name and gives each a
/// [kube.node.kubelet.PodWorker], which brings the containers to the Pod's wish through the
/// container runtime and reports what it sees by [kube.node.kubelet.PodStatus].
/// [kube.node.kubelet.KubeletServer] answers the API server, which comes for logs and for programs in
/// containers. [kube.node.kubelet.NodeReporter] registers the machine and keeps its heartbeat.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/#kubelet
@NullMarked
package kube.node.kubelet;

import org.jspecify.annotations.NullMarked;
