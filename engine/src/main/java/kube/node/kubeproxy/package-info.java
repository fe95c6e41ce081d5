/// Leads the traffic of Services to their Pods, on each node alone.
///
/// [kube.node.kubeproxy.KubeProxy] watches Services and EndpointSlices and hands them to a
/// [kube.node.kubeproxy.ServiceProxy], ours or a learner's, which lives in the node's
/// [kube.node.kubeproxy.Kernel]. Ours decides once for each Service ([kube.node.kubeproxy.ServiceRules],
/// a pure function) and for each first packet looks its rule up ([kube.node.kubeproxy.RuleProxy]).
/// When kube-proxy is unplugged the rules stay: no packet passes through it.
@NullMarked
package kube.node.kubeproxy;

import org.jspecify.annotations.NullMarked;
