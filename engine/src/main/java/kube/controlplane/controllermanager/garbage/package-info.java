/// Deletes what has lost its owner.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/garbage-collection/
@NullMarked
package kube.controlplane.controllermanager.garbage;

import org.jspecify.annotations.NullMarked;
