/// Chooses the size of a workload by what its Pods use: HorizontalPodAutoscalers.
///
/// Every 15 seconds one pass of [kube.controlplane.controllermanager.hpa.HorizontalController]: it
/// reads the target's scale, `Metrics` measures, and the part
/// [kube.controlplane.controllermanager.hpa.HpaMath] gives its advice. Ours is
/// [kube.controlplane.controllermanager.hpa.LargestWins]: `Calculator` turns each metric into a number
/// of Pods, the largest wins, and `Limits` holds it within the window of the
/// recent past and the speed that is allowed (`Memory` remembers both). Then the target is scaled.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
@NullMarked
package kube.controlplane.controllermanager.hpa;

import org.jspecify.annotations.NullMarked;
