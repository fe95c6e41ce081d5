/// The rules of a Pod's wish, in Pods and in every template that makes Pods: one topic a file.
///
/// [kube.controlplane.apiserver.strategy.pod.PodDefaults] fills in what the author left out.
/// [kube.controlplane.apiserver.strategy.pod.PodRules] checks the wish and hands each part of it to
/// the file of that part: volumes, containers, probes, security, affinity and so on.
/// [kube.controlplane.apiserver.strategy.pod.PodTemplateRules] does the same for templates.
///
/// **In Kubernetes:**
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
@NullMarked
package kube.controlplane.apiserver.strategy.pod;

import org.jspecify.annotations.NullMarked;
