/// What an expression of CEL costs: at most, before it is ever evaluated, and really, while it is.
///
/// The unit is about one step of the evaluation. [kube.controlplane.apiserver.cel.cost.Sizes] says
/// how large the values of a schema can be, [kube.controlplane.apiserver.cel.cost.Estimate] walks
/// over an expression with that, and [kube.controlplane.apiserver.cel.cost.Meter] counts along while
/// an expression runs, against a [kube.controlplane.apiserver.cel.cost.Budget].
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints
@NullMarked
package kube.controlplane.apiserver.cel.cost;

import org.jspecify.annotations.NullMarked;
