package kube.foundation.api.apps;

import kube.foundation.api.IntOrPercent;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How a StatefulSet's Pods come to a new version.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
public sealed interface StatefulSetUpdate {

  /// Only when somebody deletes a Pod does it come back in the new version.
  record OnDelete() implements StatefulSetUpdate {}

  /// From the last ordinal to the first.
  ///
  /// @param partition ordinals below it keep the version they have
  /// @param unavailable how many Pods may be missing at work meanwhile
  record RollingUpdate(int partition, IntOrPercent unavailable) implements StatefulSetUpdate {}

  static StatefulSetUpdate of(JsonNode tree) {
    if (Json.text(tree, "type").equals("OnDelete")) return new OnDelete();
    return new RollingUpdate(Json.number(tree, "rollingUpdate.partition", 0),
        IntOrPercent.of(Json.at(tree, "rollingUpdate.maxUnavailable"), IntOrPercent.count(1)));
  }
}
