package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;

/// What a rule says after it has looked at the Pod and before it has looked at any node.
///
/// **In Kubernetes:** the extension points PreFilter and Filter of
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
public sealed interface Inquiry {

  /// Looks at one node.
  interface Check {
    Optional<Refusal> refuse(NodeRoom room);
  }

  /// The rule has nothing against any node.
  record Fine() implements Inquiry {}

  /// No node will do, and the nodes are not to blame.
  record Hopeless(String reason) implements Inquiry {}

  /// Each node is to be looked at.
  ///
  /// @param alone whether the answer depends on that node and its Pods only, and not on who is on
  ///   the others
  record Ask(Check check, boolean alone) implements Inquiry {}

  /// Only some nodes come into question; before any rule is asked, the others are out.
  ///
  /// @param outside refuses those
  /// @param inside looks at the rest
  record Only(Check outside, Check inside) implements Inquiry {}

  Inquiry FINE = new Fine();

  static Inquiry node(Check check) {
    return new Ask(check, true);
  }

  static Inquiry cluster(Check check) {
    return new Ask(check, false);
  }
}
