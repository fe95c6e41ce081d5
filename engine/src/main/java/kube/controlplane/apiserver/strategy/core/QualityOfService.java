package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// How much a Pod may rely on its share of the node, read off its requests and limits.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
final class QualityOfService {

  private QualityOfService() {}

  static String of(JsonNode podSpec) {
    boolean asksForNothing = true;
    boolean isGuaranteed = true;
    for (JsonNode container : podSpec.path("containers")) {
      JsonNode requests = Json.at(container, "resources.requests");
      JsonNode limits = Json.at(container, "resources.limits");
      for (String resource : List.of("cpu", "memory")) {
        JsonNode request = requests.path(resource);
        JsonNode limit = limits.path(resource);
        if (!request.isMissingNode() || !limit.isMissingNode()) asksForNothing = false;
        if (limit.isMissingNode() || !request.equals(limit)) isGuaranteed = false;
      }
    }
    if (asksForNothing) return "BestEffort";
    return isGuaranteed ? "Guaranteed" : "Burstable";
  }
}
