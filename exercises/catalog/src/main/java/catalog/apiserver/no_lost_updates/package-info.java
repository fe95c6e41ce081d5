/// X06, no lost updates: what a write makes of an object, when many write at once.
///
/// The slot is [kube.controlplane.apiserver.registry.slot.GenericRegistry]; what passes can decide
/// the writes of the cluster's API server.
@NullMarked
package catalog.apiserver.no_lost_updates;

import org.jspecify.annotations.NullMarked;
