/// The part of the registry that a learner can write:
/// [kube.controlplane.apiserver.registry.slot.GenericRegistry] decides what a write makes of an
/// object, over a [kube.controlplane.apiserver.registry.slot.Shelf] and plain values, so that it can
/// stand in another process.
@NullMarked
package kube.controlplane.apiserver.registry.slot;

import org.jspecify.annotations.NullMarked;
