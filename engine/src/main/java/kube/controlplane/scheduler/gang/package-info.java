/// Pods that are worth nothing one by one: either enough of them get a node, or none does.
///
/// [kube.controlplane.scheduler.gang.PodGroup] is what the author says;
/// [kube.controlplane.scheduler.gang.Gangs] knows which Pods there are of each.
@NullMarked
package kube.controlplane.scheduler.gang;

import org.jspecify.annotations.NullMarked;
