package catalog.network.address_clerk;

import kube.controlplane.controllermanager.nodeipam.NodeCidrs;
import kube.network.Ipam;

/// Hands out addresses: one class for two boxes of the cluster.
///
/// On each node the clerk gives every Pod an address out of the node's range; among the controllers
/// it gives every node its range. In the cluster each is a part of its own, in a slot of its own.
public interface AddressClerk extends Ipam, NodeCidrs {}
