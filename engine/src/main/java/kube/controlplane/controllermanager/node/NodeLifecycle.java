package kube.controlplane.controllermanager.node;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.Lister;

/// Decides what is to be done about silent nodes: a part that can be replaced while the cluster runs.
///
/// It is called every five seconds, and may be restarted at any moment and then begins with empty
/// fields.
public interface NodeLifecycle {

  /// @param now the controller manager's own time; the times in leases are of other clocks
  /// @param leases those of `kube-node-lease`, named like the nodes
  List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases);
}
