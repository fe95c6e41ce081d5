/// Decides where a Pod goes, and changes nothing.
///
/// The [kube.controlplane.scheduler.decision.Decider] drops the nodes that do not fit, ranks the
/// rest and returns a [kube.controlplane.scheduler.decision.Decision] with every reason. For heaps
/// of equal Pods a [kube.controlplane.scheduler.decision.Ranking] remembers the order of the nodes.
@NullMarked
package kube.controlplane.scheduler.decision;

import org.jspecify.annotations.NullMarked;
