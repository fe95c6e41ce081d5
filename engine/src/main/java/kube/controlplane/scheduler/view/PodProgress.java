package kube.controlplane.scheduler.view;

import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// What the cluster last said of a Pod, as far as the scheduler cares.
///
/// @param startTime when a kubelet first saw it
/// @param nominatedNode where it waits for others to leave; mostly empty
/// @param unschedulableReason and `unschedulableMessage`: what its `PodScheduled` condition says
/// @param disruption the reason of its `DisruptionTarget` condition; mostly empty
public record PodProgress(String phase, Optional<Instant> startTime, String nominatedNode,
    String unschedulableReason, String unschedulableMessage, String disruption) {

  static PodProgress of(JsonNode status) {
    String reason = "";
    String message = "";
    String disruption = "";
    for (JsonNode condition : status.path("conditions")) {
      String type = Json.text(condition, "type");
      if (type.equals("PodScheduled")) {
        reason = Json.text(condition, "reason");
        message = Json.text(condition, "message");
      } else if (type.equals("DisruptionTarget")) {
        disruption = Json.text(condition, "reason");
      }
    }
    return new PodProgress(Json.text(status, "phase"), Json.time(status, "startTime"),
        Json.text(status, "nominatedNodeName"), reason, message, disruption);
  }
}
