package kube.controlplane.apiserver.output.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get pods` shows.
///
/// The column STATUS is not a field: it says in one word what is most worth knowing, which may be
/// the phase, the reason why a container waits, or that the Pod is on its way out.
///
/// **In Kubernetes:** `printPod` of
/// [printers.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/printers/internalversion/printers.go)
final class PodColumns {

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.text("Ready", PodColumns::ready),
      Column.text("Status", PodColumns::status),
      Column.text("Restarts", PodColumns::restarts),
      Column.age(),
      Column.text("IP", Column.orNone("status.podIP")).wide(),
      Column.text("Node", Column.orNone("spec.nodeName")).wide(),
      Column.text("Nominated Node", Column.orNone("status.nominatedNodeName")).wide(),
      Column.text("Readiness Gates", PodColumns::readinessGates).wide());

  private PodColumns() {}

  private static String ready(JsonNode pod) {
    long ready = containers(pod).filter(container -> Json.flag(container, "ready")
        && container.path("state").has("running")).count();
    return ready + "/" + Json.at(pod, "spec.containers").size();
  }

  private static String status(JsonNode pod) {
    String phase = Json.text(pod, "status.phase");
    String reason = Json.text(pod, "status.reason");
    if (Json.at(pod, "metadata").has("deletionTimestamp")) {
      if (reason.equals("NodeLost")) return "Unknown";
      if (!phase.equals("Succeeded") && !phase.equals("Failed")) return "Terminating";
    }
    if (!Json.at(pod, "spec.schedulingGates").isEmpty()) return "SchedulingGated";
    String shown = reason.isEmpty() ? phase : reason;
    return initStatus(pod).orElseGet(() -> containerStatus(pod, shown));
  }

  /// The last container that has something to say decides.
  private static String containerStatus(JsonNode pod, String otherwise) {
    String shown = otherwise;
    boolean hasRunning = false;
    List<JsonNode> containers = containers(pod).toList();
    for (JsonNode container : containers.reversed()) {
      String waiting = Json.text(container, "state.waiting.reason");
      JsonNode ended = Json.at(container, "state.terminated");
      if (!waiting.isEmpty()) {
        shown = waiting;
      } else if (!ended.isMissingNode()) {
        shown = ending(ended);
      } else if (Json.flag(container, "ready")
          && !Json.at(container, "state.running").isMissingNode()) {
        hasRunning = true;
      }
    }
    if (!shown.equals("Completed") || !hasRunning) return shown;
    return isReady(pod) ? "Running" : "NotReady";
  }

  private static Optional<String> initStatus(JsonNode pod) {
    int count = Json.at(pod, "spec.initContainers").size();
    int index = 0;
    for (JsonNode container : Json.at(pod, "status.initContainerStatuses")) {
      JsonNode ended = Json.at(container, "state.terminated");
      String waiting = Json.text(container, "state.waiting.reason");
      boolean succeeded = ended.path("exitCode").asInt(-1) == 0;
      if (!succeeded && !ended.isMissingNode()) return Optional.of("Init:" + ending(ended));
      if (!succeeded && !waiting.isEmpty() && !waiting.equals("PodInitializing")) {
        return Optional.of("Init:" + waiting);
      }
      if (!succeeded) return Optional.of("Init:" + index + "/" + count);
      index++;
    }
    return Optional.empty();
  }

  private static String ending(JsonNode terminated) {
    String reason = Json.text(terminated, "reason");
    if (!reason.isEmpty()) return reason;
    int signal = Json.number(terminated, "signal", 0);
    return signal != 0
        ? "Signal:" + signal
        : "ExitCode:" + Json.number(terminated, "exitCode", 0);
  }

  private static boolean isReady(JsonNode pod) {
    return Json.at(pod, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals("Ready")
            && Json.text(condition, "status").equals("True"));
  }

  private static String restarts(JsonNode pod, Instant now) {
    int restarts = containers(pod)
        .mapToInt(container -> Json.number(container, "restartCount", 0)).sum();
    Optional<Instant> last = containers(pod)
        .flatMap(container -> Json.time(container, "lastState.terminated.finishedAt").stream())
        .max(Instant::compareTo);
    return restarts == 0 || last.isEmpty()
        ? Integer.toString(restarts)
        : restarts + " (" + Age.of(Duration.between(last.get(), now)) + " ago)";
  }

  private static String readinessGates(JsonNode pod) {
    JsonNode gates = Json.at(pod, "spec.readinessGates");
    if (gates.isEmpty()) return Column.NONE;
    long open = gates.valueStream().filter(gate -> Json.at(pod, "status.conditions").valueStream()
        .anyMatch(condition -> condition.path("type").equals(gate.path("conditionType"))
            && Json.text(condition, "status").equals("True")))
        .count();
    return open + "/" + gates.size();
  }

  private static java.util.stream.Stream<JsonNode> containers(JsonNode pod) {
    return Json.at(pod, "status.containerStatuses").valueStream();
  }
}
