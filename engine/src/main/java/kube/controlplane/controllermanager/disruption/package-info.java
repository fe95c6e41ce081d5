/// Counts how many Pods may be missing, for those who ask before they evict one.
///
/// One pass of [kube.controlplane.controllermanager.disruption.DisruptionController]: `Scales` says
/// how many Pods the owners of the chosen ones wish for; `Allowance` is the arithmetic; the result
/// is the status of the PodDisruptionBudget, which the API server's eviction reads and counts down.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
@NullMarked
package kube.controlplane.controllermanager.disruption;

import org.jspecify.annotations.NullMarked;
