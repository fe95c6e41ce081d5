/// Looks after Secrets that hold tokens of accounts: the old way, whose tokens never expire.
///
/// [kube.controlplane.controllermanager.token.TokenSecrets] removes those whose account is gone;
/// [kube.controlplane.controllermanager.token.LegacyTokenCleaner] those that nobody has used for a
/// year.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#token-controller
@NullMarked
package kube.controlplane.controllermanager.token;

import org.jspecify.annotations.NullMarked;
