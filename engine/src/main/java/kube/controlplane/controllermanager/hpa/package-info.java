/// Chooses the size of a workload by what its Pods use: HorizontalPodAutoscalers.
///
/// Every 15 seconds one pass of [kube.controlplane.controllermanager.hpa.HorizontalController]: it
/// reads the target's scale, `Metrics` measures, [kube.controlplane.controllermanager.hpa.Calculator]
/// turns each metric into a number of Pods, the largest wins,
/// [kube.controlplane.controllermanager.hpa.Limits] holds it within the window of the recent past and
/// the speed that is allowed (`Past` remembers both), and the target is scaled.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
@NullMarked
package kube.controlplane.controllermanager.hpa;

import org.jspecify.annotations.NullMarked;
