/// Sees to it that one busy client does not starve the others.
///
/// A request that has been read waits in [kube.controlplane.apiserver.http.flow.FairQueues] until
/// [kube.controlplane.apiserver.http.flow.FlowControl] lets it go on to the loop; which one goes
/// next depends on its [kube.controlplane.apiserver.http.flow.PriorityLevel] and on how much its
/// client has had, and not on who came first.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
@NullMarked
package kube.controlplane.apiserver.http.flow;

import org.jspecify.annotations.NullMarked;
