package kube.foundation.api.apps;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a DaemonSet controller sees, counted in nodes.
///
/// @param desired the nodes that should run the Pod
/// @param current those of them that have one
/// @param misscheduled the nodes that have one and should not
/// @param updated the nodes whose Pod is of the present version
public record DaemonSetStatus(long observedGeneration, int desired, int current, int misscheduled,
    int updated, int ready, int available, int collisionCount) {

  static DaemonSetStatus of(JsonNode tree) {
    return new DaemonSetStatus(tree.path("observedGeneration").asLong(0),
        Json.number(tree, "desiredNumberScheduled", 0),
        Json.number(tree, "currentNumberScheduled", 0), Json.number(tree, "numberMisscheduled", 0),
        Json.number(tree, "updatedNumberScheduled", 0), Json.number(tree, "numberReady", 0),
        Json.number(tree, "numberAvailable", 0), Json.number(tree, "collisionCount", 0));
  }

  /// As a merge patch writes it: a count that is zero is taken away where the API leaves it out.
  public ObjectNode toJson() {
    ObjectNode json = Json.object()
        .put("observedGeneration", observedGeneration)
        .put("desiredNumberScheduled", desired)
        .put("currentNumberScheduled", current)
        .put("numberMisscheduled", misscheduled)
        .put("numberReady", ready);
    put(json, "updatedNumberScheduled", updated);
    put(json, "numberAvailable", available);
    put(json, "numberUnavailable", desired - available);
    if (collisionCount > 0) json.put("collisionCount", collisionCount);
    return json;
  }

  private static void put(ObjectNode json, String field, int count) {
    if (count == 0) json.putNull(field);
    else
      json.put(field, count);
  }
}
