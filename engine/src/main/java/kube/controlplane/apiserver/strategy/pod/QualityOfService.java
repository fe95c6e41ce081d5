package kube.controlplane.apiserver.strategy.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Quantities;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// How much a Pod may rely on its share of the node, read off its requests and limits.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
public final class QualityOfService {

  private QualityOfService() {}

  /// `Guaranteed`, `Burstable` or `BestEffort`.
  public static String of(JsonNode podSpec) {
    boolean asksForNothing = true;
    boolean isGuaranteed = true;
    for (JsonNode resources : resources(podSpec)) {
      for (String resource : List.of("cpu", "memory")) {
        Optional<Quantity> request = amount(resources.path("requests").path(resource));
        Optional<Quantity> limit = amount(resources.path("limits").path(resource));
        if (isSome(request) || isSome(limit)) asksForNothing = false;
        boolean equal = request.isEmpty()
            || limit.filter(most -> most.compareTo(request.get()) == 0).isPresent();
        if (!isSome(limit) || !equal) isGuaranteed = false;
      }
    }
    if (asksForNothing) return "BestEffort";
    return isGuaranteed ? "Guaranteed" : "Burstable";
  }

  /// What the Pod says as a whole counts more than what its containers say.
  private static List<JsonNode> resources(JsonNode podSpec) {
    if (!podSpec.path("resources").isEmpty()) return List.of(podSpec.path("resources"));
    List<JsonNode> all = new ArrayList<>();
    podSpec.path("containers").forEach(container -> all.add(container.path("resources")));
    podSpec.path("initContainers").forEach(container -> all.add(container.path("resources")));
    return all;
  }

  private static Optional<Quantity> amount(JsonNode value) {
    return value.isMissingNode() ? Optional.empty() : Quantities.of(value);
  }

  private static boolean isSome(Optional<Quantity> amount) {
    return amount.isPresent() && amount.get().amount().signum() > 0;
  }
}
