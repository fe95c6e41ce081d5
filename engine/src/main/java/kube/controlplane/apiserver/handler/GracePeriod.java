package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import tools.jackson.databind.JsonNode;

/// How many seconds a deleted object has until it goes. Only Pods have any.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
final class GracePeriod {

  private GracePeriod() {}

  /// What the client asks for, or what the Pod asks for; nothing for a Pod that runs nowhere.
  static long of(Kind<?> kind, JsonNode object, Optional<Long> asked) {
    if (!kind.equals(Kinds.POD)) return 0;
    boolean runsNowhere = Json.text(object, "spec.nodeName").isEmpty()
        || List.of("Succeeded", "Failed").contains(Json.text(object, "status.phase"));
    if (runsNowhere) return 0;
    long seconds = asked.orElseGet(
        () -> Json.at(object, "spec.terminationGracePeriodSeconds").asLong(0));
    return seconds < 0 ? 1 : seconds;
  }
}
