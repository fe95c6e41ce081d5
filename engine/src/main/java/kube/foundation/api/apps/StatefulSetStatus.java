package kube.foundation.api.apps;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a StatefulSet controller sees.
///
/// @param currentReplicas the Pods of the version that an update leaves behind
/// @param updatedReplicas the Pods of the version that it leads to
/// @param currentRevision the former version by the name of its ControllerRevision
/// @param updateRevision the latter; both are the same when no update is under way
public record StatefulSetStatus(long observedGeneration, int replicas, int readyReplicas,
    int availableReplicas, int currentReplicas, int updatedReplicas, String currentRevision,
    String updateRevision, int collisionCount) {

  static StatefulSetStatus of(JsonNode tree) {
    return new StatefulSetStatus(tree.path("observedGeneration").asLong(0),
        Json.number(tree, "replicas", 0), Json.number(tree, "readyReplicas", 0),
        Json.number(tree, "availableReplicas", 0), Json.number(tree, "currentReplicas", 0),
        Json.number(tree, "updatedReplicas", 0), Json.text(tree, "currentRevision"),
        Json.text(tree, "updateRevision"), Json.number(tree, "collisionCount", 0));
  }

  /// As a merge patch writes it: a count that is zero is taken away where the API leaves it out.
  public ObjectNode toJson() {
    ObjectNode json = Json.object()
        .put("observedGeneration", observedGeneration)
        .put("replicas", replicas)
        .put("availableReplicas", availableReplicas)
        .put("collisionCount", collisionCount)
        .put("currentRevision", currentRevision)
        .put("updateRevision", updateRevision);
    put(json, "readyReplicas", readyReplicas);
    put(json, "currentReplicas", currentReplicas);
    put(json, "updatedReplicas", updatedReplicas);
    return json;
  }

  private static void put(ObjectNode json, String field, int count) {
    if (count == 0) json.putNull(field);
    else
      json.put(field, count);
  }
}
