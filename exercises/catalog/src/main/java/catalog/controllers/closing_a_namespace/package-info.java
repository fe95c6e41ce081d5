/// X23, Closing a namespace: empty a room in order, and lock it only when nothing is left.
///
/// The slot is [kube.controlplane.controllermanager.namespace.NamespaceController]; what passes can
/// end the namespaces of a cluster.
@NullMarked
package catalog.controllers.closing_a_namespace;

import org.jspecify.annotations.NullMarked;
