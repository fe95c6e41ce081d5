/// X14, filter and score: on which node a Pod can be, and on which it is best.
///
/// The slot is [kube.controlplane.scheduler.slot.Picker]; what passes chooses the nodes of the
/// cluster's Pods.
@NullMarked
package catalog.scheduler.filter_and_score;

import org.jspecify.annotations.NullMarked;
