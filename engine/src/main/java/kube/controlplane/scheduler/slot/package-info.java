/// The slots of the scheduler: its choice of nodes, of those who must leave, and its queue, where a
/// learner's part takes the place of ours.
@NullMarked
package kube.controlplane.scheduler.slot;

import org.jspecify.annotations.NullMarked;
