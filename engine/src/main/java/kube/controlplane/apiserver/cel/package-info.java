/// CEL, the small language of rules that travel in objects: `self.replicas <= self.maxReplicas`.
///
/// An [kube.controlplane.apiserver.cel.Environment] says which variables an expression may use and
/// what they are; it compiles a text into an [kube.controlplane.apiserver.cel.Expression], which is
/// then evaluated over the values of one request. [kube.controlplane.apiserver.cel.SchemaTypes]
/// turns the schema of a custom kind into types, so that a slip of the pen is found when the rule is
/// written and not when it first matters.
///
/// Nothing outside this package imports the CEL library, and nothing of it is loaded before the
/// first rule is written.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/cel/
@NullMarked
package kube.controlplane.apiserver.cel;

import org.jspecify.annotations.NullMarked;
