/// X31, Address clerk: an address for every Pod, and a range of addresses for every node.
///
/// The slots are [kube.network.Ipam] and
/// [kube.controlplane.controllermanager.nodeipam.NodeCidrs]; what passes can stand in both boxes of
/// a cluster.
@NullMarked
package catalog.network.address_clerk;

import org.jspecify.annotations.NullMarked;
