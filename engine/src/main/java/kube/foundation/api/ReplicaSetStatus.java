package kube.foundation.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a ReplicaSet controller sees.
///
/// @param replicas the Pods that count
/// @param fullyLabeledReplicas those that carry all labels of the template
/// @param availableReplicas those that have been ready for long enough
/// @param observedGeneration the generation of the wish that these numbers belong to
/// @param terminatingReplicas Pods on their way out, which count no more
public record ReplicaSetStatus(int replicas, int fullyLabeledReplicas, int readyReplicas,
    int availableReplicas, long observedGeneration, int terminatingReplicas) {

  /// The numbers that a controller counts; the rest is added by those who carry out what it decides.
  public ReplicaSetStatus(int replicas, int fullyLabeledReplicas, int readyReplicas,
      int availableReplicas, long observedGeneration) {
    this(replicas, fullyLabeledReplicas, readyReplicas, availableReplicas, observedGeneration, 0);
  }

  static ReplicaSetStatus of(JsonNode tree) {
    return new ReplicaSetStatus(Json.number(tree, "replicas", 0),
        Json.number(tree, "fullyLabeledReplicas", 0), Json.number(tree, "readyReplicas", 0),
        Json.number(tree, "availableReplicas", 0), tree.path("observedGeneration").asLong(0),
        Json.number(tree, "terminatingReplicas", 0));
  }

  /// The numbers that a controller counts.
  public ReplicaSetStatus counts() {
    return new ReplicaSetStatus(replicas, fullyLabeledReplicas, readyReplicas, availableReplicas,
        observedGeneration);
  }

  /// As the API writes it: counts of zero are left out, but for `replicas`.
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("replicas", replicas);
    if (fullyLabeledReplicas > 0) json.put("fullyLabeledReplicas", fullyLabeledReplicas);
    if (readyReplicas > 0) json.put("readyReplicas", readyReplicas);
    if (availableReplicas > 0) json.put("availableReplicas", availableReplicas);
    json.put("terminatingReplicas", terminatingReplicas);
    return json.put("observedGeneration", observedGeneration);
  }
}
