/// Removes Pods that nobody will remove any more: of nodes that are gone, and old finished ones.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
@NullMarked
package kube.controlplane.controllermanager.podgc;

import org.jspecify.annotations.NullMarked;
