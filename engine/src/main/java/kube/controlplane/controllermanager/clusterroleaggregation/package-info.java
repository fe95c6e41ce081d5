/// Writes into aggregated ClusterRoles what they take in from others.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
@NullMarked
package kube.controlplane.controllermanager.clusterroleaggregation;

import org.jspecify.annotations.NullMarked;
