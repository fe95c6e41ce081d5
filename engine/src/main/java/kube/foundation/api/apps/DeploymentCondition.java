package kube.foundation.api.apps;

import java.time.Instant;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One observation about a Deployment: `Available`, `Progressing` or `ReplicaFailure`.
///
/// @param status `True`, `False` or `Unknown`
/// @param lastUpdateTime when it was last said anew: a roll-out that makes progress says so again
/// @param lastTransitionTime when `status` last changed
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
public record DeploymentCondition(String type, String status, String reason, String message,
    Instant lastUpdateTime, Instant lastTransitionTime) {

  public static DeploymentCondition now(String type, String status, String reason, String message,
      Instant now) {
    return new DeploymentCondition(type, status, reason, message, now, now);
  }

  static DeploymentCondition of(JsonNode tree) {
    return new DeploymentCondition(Json.text(tree, "type"), Json.text(tree, "status"),
        Json.text(tree, "reason"), Json.text(tree, "message"),
        Json.time(tree, "lastUpdateTime").orElse(Instant.EPOCH),
        Json.time(tree, "lastTransitionTime").orElse(Instant.EPOCH));
  }

  public DeploymentCondition since(Instant transition) {
    return new DeploymentCondition(type, status, reason, message, lastUpdateTime, transition);
  }

  ObjectNode toJson() {
    return Json.object()
        .put("type", type)
        .put("status", status)
        .put("lastUpdateTime", Json.time(lastUpdateTime))
        .put("lastTransitionTime", Json.time(lastTransitionTime))
        .put("reason", reason)
        .put("message", message);
  }
}
