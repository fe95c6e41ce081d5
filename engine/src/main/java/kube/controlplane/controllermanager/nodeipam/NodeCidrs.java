package kube.controlplane.controllermanager.nodeipam;

import java.util.Optional;
import java.util.SortedSet;

/// Gives each node a range of addresses for its Pods: a part that can be replaced while the cluster
/// runs.
public interface NodeCidrs {

  /// A /24 of `10.244.0.0/16` that no other node has; empty when none is left.
  ///
  /// @param taken the ranges that nodes have now
  Optional<String> assign(String node, SortedSet<String> taken);

  /// The node is gone, and its range is free again.
  void release(String node);
}
