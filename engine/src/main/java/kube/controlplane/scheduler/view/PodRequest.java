package kube.controlplane.scheduler.view;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How much of a node a Pod books: requests, never limits and never what it really uses.
///
/// The larger of two moments counts: when all containers and sidecars run, or the greediest moment
/// while the init containers run one after the other. The overhead of its runtime comes on top, and
/// what `spec.resources` says of the whole Pod goes before what its containers say.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
final class PodRequest {

  /// What a container that asks for nothing counts for in scores: 100m and 200Mi.
  private static final Amounts ASSUMED = new Amounts(100, 200L << 20, 0, Amounts.NONE.others());

  private PodRequest() {}

  /// What filters count.
  static Amounts of(JsonNode spec) {
    return booked(spec, false);
  }

  /// What scores count: containers without a request are taken for modest, not for weightless.
  static Amounts forScores(JsonNode spec) {
    return booked(spec, true);
  }

  private static Amounts booked(JsonNode spec, boolean assume) {
    Amounts running = Amounts.NONE;
    for (JsonNode container : spec.path("containers")) {
      running = running.plus(request(container, assume));
    }
    Amounts sidecars = Amounts.NONE;
    Amounts starting = Amounts.NONE;
    for (JsonNode container : spec.path("initContainers")) {
      Amounts asked = request(container, assume);
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
    return most.plus(Amounts.of(spec.path("overhead")));
  }

  private static Amounts overruled(Amounts byContainers, JsonNode whole) {
    Amounts said = Amounts.of(whole);
    return new Amounts(whole.has("cpu") ? said.cpuMillis() : byContainers.cpuMillis(),
        whole.has("memory") ? said.memoryBytes() : byContainers.memoryBytes(),
        byContainers.storageBytes(), byContainers.others());
  }

  private static Amounts request(JsonNode container, boolean assume) {
    JsonNode requests = container.path("resources").path("requests");
    Amounts asked = Amounts.of(requests);
    if (!assume) return asked;
    return new Amounts(requests.has("cpu") ? asked.cpuMillis() : ASSUMED.cpuMillis(),
        requests.has("memory") ? asked.memoryBytes() : ASSUMED.memoryBytes(),
        asked.storageBytes(), asked.others());
  }
}
