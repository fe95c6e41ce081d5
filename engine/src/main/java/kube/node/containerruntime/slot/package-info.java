/// The slot of the container runtime: where a learner's keeping of sandboxes and containers takes the
/// place of ours.
@NullMarked
package kube.node.containerruntime.slot;

import org.jspecify.annotations.NullMarked;
