/// X16, who must leave: the fewest and least important Pods whose leaving helps a more important one.
///
/// The slot is [kube.controlplane.scheduler.slot.Preemptor]; what passes decides who leaves in the
/// cluster.
@NullMarked
package catalog.scheduler.who_must_leave;

import org.jspecify.annotations.NullMarked;
