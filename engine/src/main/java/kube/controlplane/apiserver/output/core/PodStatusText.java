package kube.controlplane.apiserver.output.core;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The word under STATUS in a table of Pods.
///
/// It is not a field: it says what is most worth knowing, which may be the phase, the reason why a
/// container waits, or that the Pod is on its way out.
final class PodStatusText {

  private PodStatusText() {}

  static String of(JsonNode pod) {
    String phase = Json.text(pod, "status.phase");
    String reason = Json.text(pod, "status.reason");
    String shown = reason.isEmpty() ? phase : reason;
    if (isGated(pod)) shown = "SchedulingGated";
    Optional<String> init = ofInit(pod);
    if (init.isEmpty() || isInitialized(pod)) shown = ofContainers(pod, init.orElse(shown));
    else
      shown = init.get();
    if (!Json.at(pod, "metadata").has("deletionTimestamp")) return shown;
    if (reason.equals("NodeLost")) return "Unknown";
    return phase.equals("Succeeded") || phase.equals("Failed") ? shown : "Terminating";
  }

  /// Whether init containers still run, so that what the others do does not count yet.
  static boolean initializes(JsonNode pod) {
    return ofInit(pod).isPresent() && !isInitialized(pod);
  }

  static boolean isSidecar(JsonNode pod, String name) {
    return Json.at(pod, "spec.initContainers").valueStream()
        .anyMatch(container -> Json.text(container, "name").equals(name)
            && Json.text(container, "restartPolicy").equals("Always"));
  }

  private static boolean isGated(JsonNode pod) {
    return Json.at(pod, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals("PodScheduled")
            && Json.text(condition, "reason").equals("SchedulingGated"))
        || !Json.at(pod, "spec.schedulingGates").isEmpty();
  }

  /// The first init container that has not done its part has the word.
  private static Optional<String> ofInit(JsonNode pod) {
    int count = Json.at(pod, "spec.initContainers").size();
    int index = 0;
    for (JsonNode container : Json.at(pod, "status.initContainerStatuses")) {
      JsonNode ended = Json.at(container, "state.terminated");
      String waiting = Json.text(container, "state.waiting.reason");
      boolean succeeded = ended.path("exitCode").asInt(-1) == 0;
      boolean serves = isSidecar(pod, Json.text(container, "name"))
          && Json.flag(container, "started");
      if (!succeeded && !serves) {
        if (!ended.isMissingNode()) return Optional.of("Init:" + ending(ended));
        return Optional.of("Init:" + (waiting.isEmpty() || waiting.equals("PodInitializing")
            ? index + "/" + count
            : waiting));
      }
      index++;
    }
    return Optional.empty();
  }

  /// The first container that has something to say decides.
  private static String ofContainers(JsonNode pod, String otherwise) {
    String shown = otherwise;
    boolean hasRunning = false;
    List<JsonNode> containers = Json.at(pod, "status.containerStatuses").valueStream().toList();
    for (JsonNode container : containers.reversed()) {
      String waiting = Json.text(container, "state.waiting.reason");
      JsonNode ended = Json.at(container, "state.terminated");
      if (!waiting.isEmpty()) {
        shown = waiting;
      } else if (!ended.isMissingNode()) {
        shown = ending(ended);
      } else if (Json.flag(container, "ready") && container.path("state").has("running")) {
        hasRunning = true;
      }
    }
    if (!shown.equals("Completed") || !hasRunning) return shown;
    return hasTrue(pod, "Ready") ? "Running" : "NotReady";
  }

  private static String ending(JsonNode terminated) {
    String reason = Json.text(terminated, "reason");
    if (!reason.isEmpty()) return reason;
    int signal = Json.number(terminated, "signal", 0);
    return signal != 0
        ? "Signal:" + signal
        : "ExitCode:" + Json.number(terminated, "exitCode", 0);
  }

  private static boolean isInitialized(JsonNode pod) {
    return hasTrue(pod, "Initialized");
  }

  private static boolean hasTrue(JsonNode pod, String type) {
    return Json.at(pod, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals(type)
            && Json.text(condition, "status").equals("True"));
  }
}
