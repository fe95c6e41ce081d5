package kube.controlplane.apiserver.output.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get nodes` shows.
final class NodeColumns {

  private static final String ROLE_LABEL = "node-role.kubernetes.io/";

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.text("Status", NodeColumns::status),
      Column.text("Roles", NodeColumns::roles),
      Column.age(),
      Column.text("Version", node -> Json.text(node, "status.nodeInfo.kubeletVersion")),
      Column.text("Internal-IP", node -> address(node, "InternalIP")).wide(),
      Column.text("External-IP", node -> address(node, "ExternalIP")).wide(),
      Column.text("OS-Image", orUnknown("osImage")).wide(),
      Column.text("Kernel-Version", orUnknown("kernelVersion")).wide(),
      Column.text("Container-Runtime", orUnknown("containerRuntimeVersion")).wide());

  private NodeColumns() {}

  private static String status(JsonNode node) {
    List<String> words = new ArrayList<>();
    for (JsonNode condition : Json.at(node, "status.conditions")) {
      if (!Json.text(condition, "type").equals("Ready")) continue;
      words.add(Json.text(condition, "status").equals("True") ? "Ready" : "NotReady");
    }
    if (words.isEmpty()) words.add("Unknown");
    if (Json.flag(node, "spec.unschedulable")) words.add("SchedulingDisabled");
    return String.join(",", words);
  }

  private static String roles(JsonNode node) {
    TreeSet<String> roles = new TreeSet<>();
    Json.texts(node, "metadata.labels").forEach((key, value) -> {
      if (key.startsWith(ROLE_LABEL)) roles.add(key.substring(ROLE_LABEL.length()));
      if (key.equals("kubernetes.io/role") && !value.isEmpty()) roles.add(value);
    });
    return roles.isEmpty() ? Column.NONE : String.join(",", roles);
  }

  private static String address(JsonNode node, String type) {
    return Json.at(node, "status.addresses").valueStream()
        .filter(address -> Json.text(address, "type").equals(type))
        .map(address -> Json.text(address, "address"))
        .findFirst().orElse(Column.NONE);
  }

  private static java.util.function.Function<JsonNode, String> orUnknown(String field) {
    return node -> {
      String text = Json.text(node, "status.nodeInfo." + field);
      return text.isEmpty() ? "<unknown>" : text;
    };
  }
}
