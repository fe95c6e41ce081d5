package kube.controlplane.apiserver.selector;

import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import tools.jackson.databind.JsonNode;

/// The few fields by which a client may select; every other one is refused.
///
/// **In Kubernetes:**
/// [core/v1/conversion.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/v1/conversion.go)
final class SelectableFields {

  private static final List<String> OF_ALL = List.of("metadata.name", "metadata.namespace");

  private static final Map<Kind<?>, List<String>> MORE = Map.of(
      Kinds.POD, List.of("spec.nodeName", "spec.restartPolicy", "spec.schedulerName",
          "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP",
          "status.podIPs", "status.nominatedNodeName"),
      Kinds.NODE, List.of("spec.unschedulable"),
      Kinds.NAMESPACE, List.of("status.phase"),
      Kinds.SERVICE, List.of("spec.clusterIP", "spec.type"),
      Kinds.EVENT, List.of("involvedObject.kind", "involvedObject.namespace",
          "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
          "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
          "reportingComponent", "source", "type"));

  private SelectableFields() {}

  static boolean allows(Kind<?> kind, String field) {
    return OF_ALL.contains(field) || MORE.getOrDefault(kind, List.of()).contains(field);
  }

  static String refusal(Kind<?> kind, String field) {
    return MORE.containsKey(kind)
        ? "field label not supported: " + field
        : "\"" + field + "\" is not a known field selector: only \"metadata.name\","
            + " \"metadata.namespace\"";
  }

  static String value(JsonNode object, String field) {
    return switch (field) {
      case "spec.unschedulable", "spec.hostNetwork" -> Boolean.toString(Json.flag(object, field));
      case "status.podIPs" -> Json.text(object, "status.podIP");
      case "source" -> {
        String source = Json.text(object, "source.component");
        yield source.isEmpty() ? Json.text(object, "reportingComponent") : source;
      }
      default -> Json.text(object, field);
    };
  }
}
