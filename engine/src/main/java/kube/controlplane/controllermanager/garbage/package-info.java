/// Deletes what has lost its owner.
///
/// [kube.controlplane.controllermanager.garbage.GarbageCollector] is the contract, which a learner's
/// class can fill. `GarbageLoop` watches every kind and carries out what the collector decides. Ours,
/// `FamilyTree`, keeps who owns whom as it was last seen, and judges one object at a time by what the
/// API server says of it and its owners now: deleting on stale news cannot be undone.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/garbage-collection/
@NullMarked
package kube.controlplane.controllermanager.garbage;

import org.jspecify.annotations.NullMarked;
