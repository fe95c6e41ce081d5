/// Pods that come from a folder of the machine and not from the API.
///
/// [kube.node.kubelet.manifest.ManifestFolder] reads the files,
/// [kube.node.kubelet.manifest.ManifestDefaults] fills in what the API server would have filled in, and
/// [kube.node.kubelet.manifest.MirrorPods] shows the API what runs here, so that people see it there.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
@NullMarked
package kube.node.kubelet.manifest;

import org.jspecify.annotations.NullMarked;
