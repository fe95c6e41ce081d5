/// X19, Node watch-keeper: tell a dead node from a quiet one, and be slow to give nodes up.
///
/// The slot is [kube.controlplane.controllermanager.node.NodeLifecycle]; what passes can watch the
/// nodes of a cluster.
@NullMarked
package catalog.controllers.node_watch_keeper;

import org.jspecify.annotations.NullMarked;
