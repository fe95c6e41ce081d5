/// The part of kubectl that a learner can write: which server a kubeconfig means, and as whom.
/// [kube.tools.kubectl.config.slot.KubeconfigResolver] takes and returns plain values, so that it can
/// stand in another process.
@NullMarked
package kube.tools.kubectl.config.slot;

import org.jspecify.annotations.NullMarked;
