/// X34, edge router: which rule means a request from outside, and which backend gets it.
///
/// The slot is [kube.network.ingress.EdgeRouter]; what passes can lead browsers and `curl` from the
/// cluster's door to its Pods.
@NullMarked
package catalog.network.edge_router;

import org.jspecify.annotations.NullMarked;
