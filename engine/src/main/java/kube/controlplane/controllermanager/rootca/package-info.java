/// Puts the certificate of the cluster's authority into every namespace, for Pods to mount.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens
@NullMarked
package kube.controlplane.controllermanager.rootca;

import org.jspecify.annotations.NullMarked;
