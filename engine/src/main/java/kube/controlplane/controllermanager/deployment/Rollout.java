package kube.controlplane.controllermanager.deployment;

import java.util.List;

import kube.foundation.api.ReplicaSet;

/// The next move of a Deployment, and why.
///
/// Deciding is a pure function of what is seen. The reconciler performs the move in one place, and
/// whoever wants to explain the controller asks for the same move and reads its reason.
public sealed interface Rollout {

  /// One sentence for people.
  String reason();

  /// Nothing to move.
  record Hold(String reason) implements Rollout {}

  /// Make the ReplicaSet of the present template, with this many replicas.
  record Create(int replicas, String reason) implements Rollout {}

  /// Change the sizes of ReplicaSets that are there.
  record Resize(List<Step> steps, String reason) implements Rollout {

    public Resize { steps = List.copyOf(steps); }
  }

  /// The size of one ReplicaSet, which may be the one it has.
  record Step(ReplicaSet set, int replicas) {}
}
