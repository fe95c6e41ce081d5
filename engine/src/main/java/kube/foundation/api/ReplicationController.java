package kube.foundation.api;

import tools.jackson.databind.node.ObjectNode;

/// The elder form of a ReplicaSet's wish, whose selector is a plain map of labels.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
public final class ReplicationController {

  private ReplicationController() {}

  /// The same wish in the form that one controller serves for both.
  public static ReplicaSet asReplicaSet(Resource resource) {
    ObjectNode selector = Json.object();
    selector.set("matchLabels", Json.at(resource.tree(), "spec.selector"));
    return ReplicaSet.of(resource, LabelSelector.of(selector));
  }
}
