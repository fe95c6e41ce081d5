package kube.network.ingress;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// One condition that a controller of the Gateway API finds, without its moment.
record Finding(String type, boolean holds, String reason, String message) {

  static Finding yes(String type) {
    return yes(type, type);
  }

  static Finding yes(String type, String reason) {
    return new Finding(type, true, reason, "");
  }

  static Finding no(String type, String reason, String message) {
    return new Finding(type, false, reason, message);
  }

  /// Writes them as conditions. One that says what it said before keeps its time of transition.
  ///
  /// @param before the conditions that the object shows now
  static void write(List<Finding> findings, long generation, JsonNode before, Instant now,
      ArrayNode conditions) {
    for (Finding finding : findings) {
      String status = finding.holds ? "True" : "False";
      String since = before.valueStream()
          .filter(old -> Json.text(old, "type").equals(finding.type)
              && Json.text(old, "status").equals(status))
          .map(old -> Json.text(old, "lastTransitionTime")).findFirst().orElse(Json.time(now));
      conditions.addObject().put("type", finding.type).put("status", status)
          .put("observedGeneration", generation).put("lastTransitionTime", since)
          .put("reason", finding.reason).put("message", finding.message);
    }
  }
}
