/// Whose turn it is among the Pods that wait for a node.
///
/// [kube.controlplane.scheduler.queue.SchedulingQueue] keeps four heaps: Pods whose turn may be now,
/// Pods that wait out a back-off, Pods that fit nowhere until something changes, and Pods that may
/// not even try.
@NullMarked
package kube.controlplane.scheduler.queue;

import org.jspecify.annotations.NullMarked;
