/// How one kubelet is set: what its administrator has written into `/var/lib/kubelet/config.yaml` on the
/// machine, read when the kubelet starts.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/
@NullMarked
package kube.node.kubelet.config;

import org.jspecify.annotations.NullMarked;
