/// Deletes Pods from nodes that they do not bear any longer.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
@NullMarked
package kube.controlplane.controllermanager.tainteviction;

import org.jspecify.annotations.NullMarked;
