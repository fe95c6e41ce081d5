/// The part of patching that a learner can write: [kube.controlplane.apiserver.patch.slot.Patcher]
/// takes and returns JSON as text, so that it can stand in another process.
@NullMarked
package kube.controlplane.apiserver.patch.slot;

import org.jspecify.annotations.NullMarked;
