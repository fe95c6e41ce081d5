/// The gates that a write passes before it is stored: first each may change the object, then each
/// may refuse it.
///
/// `limits` measures what a write asks for, `defaults` fills in what only the rest of the cluster
/// can tell, `podsecurity` keeps Pods within their level.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
@NullMarked
package kube.controlplane.apiserver.admission;

import org.jspecify.annotations.NullMarked;
