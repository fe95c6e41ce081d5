package site.lab;

import java.util.List;
import java.util.Map;

/// A photograph of a cluster: everything the board draws, as plain values.
///
/// Times are milliseconds of the cluster's own clock since 1970; 0 means never.
///
/// @param watchDelaySeconds how late watch events come at most
/// @param watches which kinds each component watches, by its name in the log
/// @param programsOfNodes the boxes that every node has, such as its kubelet
/// @param naive whether the ReplicaSet controller is the one that trusts its cache
public record BoardState(long revision, int keys, long heartbeatSeconds, long graceSeconds,
    long tolerationSeconds, long watchDelaySeconds, boolean naive,
    Map<String, List<String>> watches, List<Component> components,
    List<Component> programsOfNodes, List<Node> nodes, List<Pod> pods,
    List<ReplicaSet> replicaSets) {

  public BoardState {
    watches = Map.copyOf(watches);
    components = List.copyOf(components);
    programsOfNodes = List.copyOf(programsOfNodes);
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    replicaSets = List.copyOf(replicaSets);
  }

  /// A box of the diagram that stands outside the nodes.
  ///
  /// @param by `ours` or `yours`
  /// @param yoursReady whether the learner has a passing submission for its slot
  /// @param exercise the exercise that fills the slot, empty when there is none
  /// @param culprit why a part of somebody else's failed here, so that ours stands in for it
  public record Component(String id, String title, String role, boolean pluggable,
      boolean unplugged, String slot, String exercise, String by, boolean yoursReady,
      String culprit) {}

  /// @param ready the status of its condition Ready: `True`, `False` or `Unknown`
  /// @param failed whether its cable is cut
  /// @param taintedSince when it was tainted so that its Pods must leave, 0 if it is not
  public record Node(String name, String ready, boolean failed, long lastHeartbeat,
      long taintedSince, List<String> taints, Share cpu, Share memory) {}

  /// What Pods have requested of what there is, in millicores or MiB.
  public record Share(long requests, long capacity) {}

  /// @param owner its controller as `ReplicaSet web`, empty for an orphan
  public record Pod(String namespace, String name, String uid, String phase, boolean ready,
      String node, String owner, Map<String, String> labels, String reason, boolean deleting) {}

  /// @param wished its `spec.replicas`
  public record ReplicaSet(String namespace, String name, int wished, int ready) {}
}
