package kube.controlplane.scheduler.view;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// How much of a node a Pod books: requests, never limits and never what it really uses.
///
/// The larger of two moments counts: when all containers and sidecars run, or the greediest moment
/// while the init containers run one after the other. The overhead of its runtime comes on top, and
/// what `spec.resources` says of the whole Pod goes before what its containers say.
///
/// A Pod that is being resized books the most of what it wishes for, what its node has granted and
/// what its containers have: what it gives up is free when its node has taken it back, and what can
/// never be granted does not count.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers ·
/// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
final class PodRequest {

  /// What a container that asks for nothing counts for in scores: 100m and 200Mi.
  private static final Amounts ASSUMED = new Amounts(100, 200L << 20, 0, Amounts.NONE.others());

  private PodRequest() {}

  /// What filters count.
  static Amounts of(JsonNode pod) {
    return booked(pod, false);
  }

  /// What scores count: containers without a request are taken for modest, not for weightless.
  static Amounts forScores(JsonNode pod) {
    return booked(pod, true);
  }

  private static Amounts booked(JsonNode pod, boolean assume) {
    JsonNode spec = pod.path("spec");
    JsonNode status = pod.path("status");
    Amounts running = Amounts.NONE;
    for (JsonNode container : spec.path("containers")) {
      JsonNode granted = named(status.path("containerStatuses"), container);
      running = running.plus(request(container, granted, assume, status));
    }
    Amounts sidecars = Amounts.NONE;
    Amounts starting = Amounts.NONE;
    for (JsonNode container : spec.path("initContainers")) {
      JsonNode granted = named(status.path("initContainerStatuses"), container);
      Amounts asked = request(container, granted, assume, status);
      if (Json.text(container, "restartPolicy").equals("Always")) {
        sidecars = sidecars.plus(asked);
        starting = starting.max(sidecars);
      } else {
        starting = starting.max(sidecars.plus(asked));
      }
    }
    Amounts most = running.plus(sidecars).max(starting);
    JsonNode whole = Json.at(spec, "resources.requests");
    if (whole.isObject()) most = overruled(most, whole);
    return most.plus(Amounts.read(spec.path("overhead")));
  }

  /// Whether its node can never grant what it wishes for.
  private static boolean isInfeasible(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (Json.text(condition, "type").equals("PodResizePending")) {
        return Json.text(condition, "reason").equals("Infeasible");
      }
    }
    return false;
  }

  private static Amounts overruled(Amounts byContainers, JsonNode whole) {
    Amounts said = Amounts.read(whole);
    return new Amounts(whole.has("cpu") ? said.cpuMillis() : byContainers.cpuMillis(),
        whole.has("memory") ? said.memoryBytes() : byContainers.memoryBytes(),
        byContainers.storageBytes(), byContainers.others());
  }

  private static JsonNode named(JsonNode statuses, JsonNode container) {
    for (JsonNode status : statuses) {
      if (Json.text(status, "name").equals(Json.text(container, "name"))) return status;
    }
    return MissingNode.getInstance();
  }

  /// @param granted the status of the container; missing before it has one
  private static Amounts request(JsonNode container, JsonNode granted, boolean assume,
      JsonNode status) {
    JsonNode requests = container.path("resources").path("requests");
    Amounts asked = Amounts.read(requests);
    JsonNode allocated = granted.path("allocatedResources");
    if (allocated.isObject()) {
      Amounts held = Amounts.read(allocated)
          .max(Amounts.read(Json.at(granted, "resources.requests")));
      asked = isInfeasible(status) ? held : asked.max(held);
    }
    if (!assume) return asked;
    return new Amounts(requests.has("cpu") ? asked.cpuMillis() : ASSUMED.cpuMillis(),
        requests.has("memory") ? asked.memoryBytes() : ASSUMED.memoryBytes(),
        asked.storageBytes(), asked.others());
  }
}
