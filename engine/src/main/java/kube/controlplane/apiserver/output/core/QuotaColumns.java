package kube.controlplane.apiserver.output.core;

import java.util.List;
import java.util.TreeSet;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get resourcequota` shows: of each resource what is used, and what may be.
final class QuotaColumns {

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.text("Request", quota -> amounts(quota, false)),
      Column.text("Limit", quota -> amounts(quota, true)),
      Column.age());

  private QuotaColumns() {}

  private static String amounts(JsonNode quota, boolean ofLimits) {
    StringBuilder text = new StringBuilder();
    JsonNode hard = Json.at(quota, "status.hard");
    for (String name : new TreeSet<>(hard.propertyNames())) {
      if (name.startsWith("limits") != ofLimits) continue;
      JsonNode used = Json.at(quota, "status.used").path(name);
      text.append(name).append(": ").append(used.asString("0")).append('/')
          .append(hard.path(name).asString("0")).append(", ");
    }
    return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
  }
}
