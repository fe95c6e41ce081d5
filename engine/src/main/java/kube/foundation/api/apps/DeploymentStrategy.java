package kube.foundation.api.apps;

import kube.foundation.api.IntOrPercent;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How a Deployment gets from one version of its Pods to the next.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
public sealed interface DeploymentStrategy {

  /// All old Pods go before the first new one comes.
  record Recreate() implements DeploymentStrategy {}

  /// A few at a time.
  ///
  /// @param surge how many Pods more than wished for there may be meanwhile
  /// @param unavailable how many Pods fewer than wished for may be at work meanwhile
  record RollingUpdate(IntOrPercent surge, IntOrPercent unavailable)
      implements
        DeploymentStrategy {}

  static DeploymentStrategy of(JsonNode tree) {
    if (Json.text(tree, "type").equals("Recreate")) return new Recreate();
    JsonNode rolling = tree.path("rollingUpdate");
    return new RollingUpdate(
        IntOrPercent.of(rolling.path("maxSurge"), IntOrPercent.percent(25)),
        IntOrPercent.of(rolling.path("maxUnavailable"), IntOrPercent.percent(25)));
  }
}
