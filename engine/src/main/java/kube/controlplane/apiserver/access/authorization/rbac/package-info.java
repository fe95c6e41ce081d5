/// Role-based access control: roles say what may be done, bindings say who may do it and where.
///
/// [kube.controlplane.apiserver.access.authorization.rbac.Rbac] decides;
/// [kube.controlplane.apiserver.access.authorization.rbac.RbacIndex] is all roles and bindings in
/// the order in which decisions need them; `EscalationCheck` keeps people from granting more than
/// they have; `BootstrapPolicy` is what every new cluster starts with.
@NullMarked
package kube.controlplane.apiserver.access.authorization.rbac;

import org.jspecify.annotations.NullMarked;
