/// X05, counting votes: majority, tolerance, commitment, and what a change of the members risks.
///
/// The slot is [kube.controlplane.etcd.quorum.Quorum]; what passes can count for the cluster's etcd.
@NullMarked
package catalog.etcd.counting_votes;

import org.jspecify.annotations.NullMarked;
