package kube.node.kubelet.wish;

import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// After which exit codes a container runs again whatever its policy says.
///
/// The action `Restart` means that container alone, `RestartAllContainers` all of its Pod.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
/// and #restart-all-containers there
public record RestartRule(String action, boolean isExcluding, Set<Integer> codes) {

  public RestartRule { codes = Set.copyOf(codes); }

  static RestartRule of(JsonNode tree) {
    Set<Integer> codes = new TreeSet<>(
        Json.list(tree, "exitCodes.values", code -> code.asInt(0)));
    return new RestartRule(Json.text(tree, "action"),
        Json.text(tree, "exitCodes.operator").equals("NotIn"), codes);
  }

  boolean holdsAfter(int exitCode) {
    return codes.contains(exitCode) != isExcluding;
  }

  boolean meansAll() {
    return action.equals("RestartAllContainers");
  }
}
