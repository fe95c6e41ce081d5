/// X08, RBAC authorizer: who may do what, and where.
///
/// The slot is [kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer]; what passes
/// can stand at the door of a cluster that checks roles.
@NullMarked
package catalog.apiserver.rbac_authorizer;

import org.jspecify.annotations.NullMarked;
