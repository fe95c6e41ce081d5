/// Reasons why a node cannot take a Pod, one rule a file, in the words of `kubectl describe`.
///
/// Each is a [kube.controlplane.scheduler.filter.Filter]: it looks once at the Pod and the cluster
/// ([kube.controlplane.scheduler.filter.Inquiry]), and then at one node after the other, where it
/// may state a [kube.controlplane.scheduler.filter.Refusal].
@NullMarked
package kube.controlplane.scheduler.filter;

import org.jspecify.annotations.NullMarked;
