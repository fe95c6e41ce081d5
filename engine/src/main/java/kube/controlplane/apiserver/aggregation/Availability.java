package kube.controlplane.apiserver.aggregation;

import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Key;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether anybody answers for an APIService, and why: its condition `Available`.
///
/// **In Kubernetes:**
/// [remote_available_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/kube-aggregator/pkg/controllers/status/remote/remote_available_controller.go)
record Availability(boolean isAvailable, String reason, String message) {

  static final Availability LOCAL = new Availability(true, "Local",
      "Local APIServices are always available");
  static final Availability PASSED = new Availability(true, "Passed", "all checks passed");

  static Availability failed(String why) {
    return new Availability(false, "FailedDiscoveryCheck", why);
  }

  /// Whether no news will tell when this changes.
  boolean isWorthARetry() {
    return reason.equals("FailedDiscoveryCheck");
  }

  /// What is wrong with the Service and its endpoints; empty when it is worth while to ask.
  ///
  /// @param spec of the APIService
  static Optional<Availability> ofService(JsonNode spec, Optional<JsonNode> service,
      Optional<JsonNode> endpoints) {
    JsonNode reference = spec.path("service");
    String place = "service/" + Json.text(reference, "name") + " in \""
        + Json.text(reference, "namespace") + "\"";
    if (service.isEmpty()) return missing("ServiceNotFound", place + " is not present");
    if (!Json.text(service.get(), "spec.type").equals("ClusterIP")) return Optional.empty();
    int wanted = Json.number(reference, "port", 443);
    Optional<JsonNode> port = Json.list(service.get(), "spec.ports", each -> each).stream()
        .filter(each -> Json.number(each, "port", 0) == wanted).findFirst();
    if (port.isEmpty()) {
      return missing("ServicePortError", place + " is not listening on port " + wanted);
    }
    if (endpoints.isEmpty()) {
      return missing("EndpointsNotFound", "cannot find endpoints for " + place);
    }
    String name = Json.text(port.get(), "name");
    return hasAddress(endpoints.get(), name)
        ? Optional.empty()
        : missing("MissingEndpoints", "endpoints for " + place
            + " have no addresses with port name \"" + name + "\"");
  }

  private static boolean hasAddress(JsonNode endpoints, String portName) {
    return Json.list(endpoints, "subsets", subset -> subset).stream()
        .filter(subset -> !subset.path("addresses").isEmpty())
        .flatMap(subset -> Json.list(subset, "ports", port -> port).stream())
        .anyMatch(port -> Json.text(port, "name").equals(portName));
  }

  private static Optional<Availability> missing(String reason, String message) {
    return Optional.of(new Availability(false, reason, message));
  }

  /// Where the Service's objects lie.
  static Key serviceOf(JsonNode spec) {
    return new Key(Json.text(spec, "service.namespace"), Json.text(spec, "service.name"));
  }

  /// Whether the registration says of itself that somebody answers.
  static boolean isStated(JsonNode registration) {
    return Json.list(registration, "status.conditions", each -> each).stream()
        .anyMatch(each -> Json.text(each, "type").equals("Available")
            && Json.text(each, "status").equals("True"));
  }

  /// Writes the condition into the registration; whether that changes anything.
  boolean writeTo(ObjectNode registration, String now) {
    String status = isAvailable ? "True" : "False";
    JsonNode before = Json.list(registration, "status.conditions", each -> each).stream()
        .filter(each -> Json.text(each, "type").equals("Available")).findFirst()
        .orElse(Json.object());
    boolean isSame = Json.text(before, "status").equals(status)
        && Json.text(before, "reason").equals(reason)
        && Json.text(before, "message").equals(message);
    if (isSame) return false;
    String since = Json.text(before, "status").equals(status)
        ? Json.text(before, "lastTransitionTime")
        : now;
    registration.withObject("status").putArray("conditions").addObject()
        .put("lastTransitionTime", since).put("message", message).put("reason", reason)
        .put("status", status).put("type", "Available");
    return true;
  }
}
