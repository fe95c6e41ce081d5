/// Who has to leave so that a Pod of a higher rank finds a place.
///
/// [kube.controlplane.scheduler.preemption.Preemption] decides, and changes nothing that lasts; it
/// returns an [kube.controlplane.scheduler.preemption.Answer]: a plan, or why there is none.
@NullMarked
package kube.controlplane.scheduler.preemption;

import org.jspecify.annotations.NullMarked;
