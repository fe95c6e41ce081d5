/// Runs a Pod on every node: DaemonSets.
///
/// One pass of [kube.controlplane.controllermanager.daemonset.DaemonSetController] in order: the
/// versions of the template are kept as ControllerRevisions; `Suitability` says which nodes should run
/// the Pod, judged by the `DaemonPodTemplate` as it would be there;
/// [kube.controlplane.controllermanager.daemonset.Staffing] decides what is missing and superfluous,
/// `RollingUpdate` what has to make room for a new version; `Tally` counts what is reported as status.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
@NullMarked
package kube.controlplane.controllermanager.daemonset;

import org.jspecify.annotations.NullMarked;
