package learner;

import java.time.Instant;
import java.util.List;
import kube.controlplane.controllermanager.node.NodeAction;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.Lister;

/// Watches over the nodes. This one sleeps.
public final class MyNodeLifecycle implements NodeLifecycle {

  @Override
  public List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases) {
    // nodes.list("") are all nodes; leases.get(new Key("kube-node-lease", name)) is a node's heartbeat.
    return List.of();
  }
}
