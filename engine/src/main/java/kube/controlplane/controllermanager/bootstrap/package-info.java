/// Looks after the tokens by which new machines join: signs the cluster's description with them
/// while they are good, and removes them when they are not.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
@NullMarked
package kube.controlplane.controllermanager.bootstrap;

import org.jspecify.annotations.NullMarked;
