/// The part of authorization that a learner can write:
/// [kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer] takes and returns plain
/// values, so that it can stand in another process.
@NullMarked
package kube.controlplane.apiserver.access.authorization.rbac.slot;

import org.jspecify.annotations.NullMarked;
