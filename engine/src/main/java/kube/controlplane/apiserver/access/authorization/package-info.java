/// May this user do that?
///
/// An [kube.controlplane.apiserver.access.authorization.Action] is asked of one authorizer after
/// the other: whoever belongs to `system:masters` may do anything; a kubelet may do what its own
/// Pods need; for all others roles and bindings decide. The first who allows it has decided; RBAC
/// has no *no*, only *no opinion*; and without anybody's yes the request is refused with 403.
@NullMarked
package kube.controlplane.apiserver.access.authorization;

import org.jspecify.annotations.NullMarked;
