/// The slot of the scheduler: where a learner's choice of nodes takes the place of ours.
@NullMarked
package kube.controlplane.scheduler.slot;

import org.jspecify.annotations.NullMarked;
