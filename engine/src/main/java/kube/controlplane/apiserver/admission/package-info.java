/// The gates that a write passes before it is stored: each may change the object or refuse it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
@NullMarked
package kube.controlplane.apiserver.admission;

import org.jspecify.annotations.NullMarked;
