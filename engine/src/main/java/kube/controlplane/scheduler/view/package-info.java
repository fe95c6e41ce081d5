/// What the scheduler reads of Pods, nodes and the objects around them: lean, immutable, and with
/// the sums already made.
///
/// [kube.controlplane.scheduler.view.PodView] and [kube.controlplane.scheduler.view.NodeView] are
/// the two sides of every rule; [kube.controlplane.scheduler.view.Amounts] is what one asks for and
/// the other has; [kube.controlplane.scheduler.view.PodTerm] is a wish about other Pods.
@NullMarked
package kube.controlplane.scheduler.view;

import org.jspecify.annotations.NullMarked;
