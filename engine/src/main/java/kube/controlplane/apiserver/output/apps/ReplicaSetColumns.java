package kube.controlplane.apiserver.output.apps;

import java.util.List;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get replicasets` shows.
final class ReplicaSetColumns {

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.number("Desired", "spec.replicas"),
      Column.number("Current", "status.replicas"),
      Column.number("Ready", "status.readyReplicas"),
      Column.age(),
      Column.text("Containers", set -> containers(set, "name")).wide(),
      Column.text("Images", set -> containers(set, "image")).wide(),
      Column.text("Selector", set -> SelectorText.of(set.path("spec").path("selector"))).wide());

  private ReplicaSetColumns() {}

  private static String containers(JsonNode set, String field) {
    return String.join(",", Json.list(set, "spec.template.spec.containers",
        container -> Json.text(container, field)));
  }
}
