/// X26, Pod worker: say what to do next for a Pod, from what is seen and nothing else.
///
/// The slot is [kube.node.kubelet.plan.PodSync]; what passes can lead the Pods of a cluster.
@NullMarked
package catalog.node.pod_worker;

import org.jspecify.annotations.NullMarked;
