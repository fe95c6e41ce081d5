/// Keeps Pods that are no strangers: each with a number, a name and storage of its own.
///
/// One pass of [kube.controlplane.controllermanager.statefulset.StatefulSetController] in order: the
/// versions of the template are kept as ControllerRevisions
/// ([kube.controlplane.controllermanager.workload.RevisionHistory]); `Lineup` puts every Pod in its
/// place; [kube.controlplane.controllermanager.statefulset.Moves] is the decision; `StatefulPod` says
/// what the Pod of a place looks like and `StatefulPodControl` makes it; `Tally` counts what is
/// reported as status.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
@NullMarked
package kube.controlplane.controllermanager.statefulset;

import org.jspecify.annotations.NullMarked;
