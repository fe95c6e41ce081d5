/// Asks containers how they are.
///
/// [kube.node.kubelet.probe.Asker] reaches into a container one way or the other and brings an
/// [kube.node.kubelet.probe.Answer]; [kube.node.kubelet.probe.ProbeJudge] counts answers and says what
/// they mean; [kube.node.kubelet.probe.Prober] asks at the right times, for as long as the container
/// runs.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
@NullMarked
package kube.node.kubelet.probe;

import org.jspecify.annotations.NullMarked;
