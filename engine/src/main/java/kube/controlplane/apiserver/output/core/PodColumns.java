package kube.controlplane.apiserver.output.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get pods` shows. The word under STATUS is [PodStatusText]'s.
///
/// **In Kubernetes:** `printPod` of
/// [printers.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/printers/internalversion/printers.go)
final class PodColumns {

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.text("Ready", PodColumns::ready),
      Column.text("Status", PodStatusText::of),
      Column.text("Restarts", PodColumns::restarts),
      Column.age(),
      Column.text("IP", PodColumns::address).wide(),
      Column.text("Node", Column.orNone("spec.nodeName")).wide(),
      Column.text("Nominated Node", Column.orNone("status.nominatedNodeName")).wide(),
      Column.text("Readiness Gates", PodColumns::readinessGates).wide());

  private PodColumns() {}

  /// Sidecars count as well: they are to run as long as the Pod does.
  private static String ready(JsonNode pod) {
    long ready = containers(pod).filter(container -> Json.flag(container, "ready")
        && container.path("state").has("running")).count();
    long sidecars = Json.at(pod, "spec.initContainers").valueStream()
        .filter(container -> Json.text(container, "restartPolicy").equals("Always")).count();
    long readySidecars = sidecars(pod)
        .filter(container -> Json.flag(container, "started") && Json.flag(container, "ready"))
        .count();
    return (ready + readySidecars) + "/" + (Json.at(pod, "spec.containers").size() + sidecars);
  }

  /// While init containers run, theirs are counted; afterwards those of the Pod and its sidecars.
  private static String restarts(JsonNode pod, Instant now) {
    boolean initializes = PodStatusText.initializes(pod);
    Stream<JsonNode> counted = initializes
        ? Json.at(pod, "status.initContainerStatuses").valueStream()
        : Stream.concat(containers(pod), sidecars(pod));
    List<JsonNode> statuses = counted.toList();
    int restarts = statuses.stream()
        .mapToInt(container -> Json.number(container, "restartCount", 0)).sum();
    Optional<Instant> last = statuses.stream()
        .flatMap(container -> Json.time(container, "lastState.terminated.finishedAt").stream())
        .max(Instant::compareTo);
    return restarts == 0 || last.isEmpty()
        ? Integer.toString(restarts)
        : restarts + " (" + Age.of(Duration.between(last.get(), now)) + " ago)";
  }

  private static String address(JsonNode pod) {
    String first = Json.text(Json.at(pod, "status.podIPs").path(0), "ip");
    String only = Json.text(pod, "status.podIP");
    return !first.isEmpty() ? first : only.isEmpty() ? Column.NONE : only;
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

  private static Stream<JsonNode> containers(JsonNode pod) {
    return Json.at(pod, "status.containerStatuses").valueStream();
  }

  private static Stream<JsonNode> sidecars(JsonNode pod) {
    return Json.at(pod, "status.initContainerStatuses").valueStream()
        .filter(status -> PodStatusText.isSidecar(pod, Json.text(status, "name")));
  }
}
