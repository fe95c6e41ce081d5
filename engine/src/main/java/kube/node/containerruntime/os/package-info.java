/// The second runtime: containers that are real processes of a Linux machine, in namespaces of their
/// own.
///
/// [kube.node.containerruntime.os.ProcessRuntime] stands behind the same seam as the simulated one. A
/// room is a network namespace that a sleeping process keeps open, as the pause container does
/// ([kube.node.containerruntime.os.PauseProcess]); a container is a process that bubblewrap starts in
/// it ([kube.node.containerruntime.os.ProcessContainer]); a connection from the cluster's network is
/// carried into the room by a helper ([kube.node.containerruntime.os.Carrier]), which is how runtimes
/// used to forward ports.
///
/// This is a live edge: it has threads, real time and real files. What it learns it hands to the loop.
/// A cluster in virtual time does not have it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
@NullMarked
package kube.node.containerruntime.os;

import org.jspecify.annotations.NullMarked;
