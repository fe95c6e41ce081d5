/// Answers requests for certificates: approves those of kubelets, signs what was approved, and
/// clears away what is done with.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
@NullMarked
package kube.controlplane.controllermanager.certificates;

import org.jspecify.annotations.NullMarked;
