/// Empties a namespace that is being deleted, then lets it go.
///
/// [kube.controlplane.controllermanager.namespace.NamespaceController] is the contract, which a
/// learner's class can fill; [kube.controlplane.controllermanager.namespace.Room] is all that it may
/// do. Ours is [kube.controlplane.controllermanager.namespace.NamespaceEmptier], and `Remains` words
/// what is left as conditions of the namespace.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
@NullMarked
package kube.controlplane.controllermanager.namespace;

import org.jspecify.annotations.NullMarked;
