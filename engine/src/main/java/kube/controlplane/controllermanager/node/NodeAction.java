package kube.controlplane.controllermanager.node;

/// One thing to be done about a node, with its reason.
public sealed interface NodeAction {

  /// The name of the node.
  String node();

  /// One sentence for people.
  String reason();

  /// Its kubelet is silent: every condition becomes `Unknown`.
  record MarkUnknown(String node, String reason) implements NodeAction {}

  /// Nobody knows how its Pods are: no traffic to them.
  record MarkPodsNotReady(String node, String reason) implements NodeAction {}

  /// Give it up: the `NoExecute` taint with this key, and none of the other.
  record Taint(String node, String key, String reason) implements NodeAction {}

  /// It is well again, or was never given up for good: no `NoExecute` taint.
  record Untaint(String node, String reason) implements NodeAction {}
}
