/// The arithmetic of agreement: [kube.controlplane.etcd.quorum.Quorum] is the slot `etcd.quorum`,
/// [kube.controlplane.etcd.quorum.MajorityVotes] is ours, and
/// [kube.controlplane.etcd.quorum.Count] asks whoever stands there.
@NullMarked
package kube.controlplane.etcd.quorum;

import org.jspecify.annotations.NullMarked;
