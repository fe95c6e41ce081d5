/// Empties a namespace that is being deleted, then lets it go.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
@NullMarked
package kube.controlplane.controllermanager.namespace;

import org.jspecify.annotations.NullMarked;
