/// X28, Restart back-off: say when a container that has ended may start again.
///
/// The slot is [kube.node.kubelet.container.RestartBackoff]; what passes spaces the restarts of a
/// cluster.
@NullMarked
package catalog.node.restart_back_off;

import org.jspecify.annotations.NullMarked;
