/// Gives every namespace the account under which its Pods act when they name no other.
///
/// [kube.controlplane.controllermanager.serviceaccount.ServiceAccountController] is the contract,
/// [kube.controlplane.controllermanager.serviceaccount.DefaultAccounts] fills it, and
/// [kube.controlplane.controllermanager.serviceaccount.ServiceAccountLoop] calls it whenever a
/// namespace or an account has changed.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
@NullMarked
package kube.controlplane.controllermanager.serviceaccount;

import org.jspecify.annotations.NullMarked;
