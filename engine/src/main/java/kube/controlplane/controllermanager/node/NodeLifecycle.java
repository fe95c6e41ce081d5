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
///
/// It returns what is to be done, with reasons, and does nothing itself. It sees no Pods: since
/// Kubernetes 1.29 those that do not tolerate a taint are evicted by a controller of their own, which
/// reads the taints that are decided here. The pace is decided here, for a node that is not tainted
/// is not emptied.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller ·
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
public interface NodeLifecycle {

  /// @param now the controller manager's own time; the times in leases are of other clocks
  /// @param leases those of `kube-node-lease`, named like the nodes
  List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases);
}
