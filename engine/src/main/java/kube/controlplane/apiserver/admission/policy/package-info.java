/// Policies: rules for writes, in CEL, that live in the API and need no server of their own.
///
/// A policy says what must hold, a binding says where, and parameters say how much. A
/// [kube.controlplane.apiserver.cel.policy.CompiledPolicy] is compiled once for each change;
/// [kube.controlplane.apiserver.admission.policy.ValidatingPolicies] and
/// [kube.controlplane.apiserver.admission.policy.MutatingPolicies] are the gates.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
@NullMarked
package kube.controlplane.apiserver.admission.policy;

import org.jspecify.annotations.NullMarked;
