package kube.controlplane.apiserver.output.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.controlplane.apiserver.output.TemplateColumns;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of the core group, by the names of the kinds.
public final class CoreColumns {

  private static final int ENDPOINTS_SHOWN = 3;

  private static final List<Column> CONFIG_MAP = List.of(Column.ofName(),
      Column.text("Data", map -> Integer.toString(
          map.path("data").size() + map.path("binaryData").size())),
      Column.age());

  private static final List<Column> SECRET = List.of(Column.ofName(),
      Column.text("Type", secret -> Json.text(secret, "type")),
      Column.text("Data", secret -> Integer.toString(secret.path("data").size())), Column.age());

  private static final List<Column> SERVICE_ACCOUNT = List.of(Column.ofName(),
      Column.text("Secrets", account -> Integer.toString(account.path("secrets").size())),
      Column.age());

  private static final List<Column> NAMESPACE = List.of(Column.ofName(),
      Column.text("Status", namespace -> Json.text(namespace, "status.phase")), Column.age());

  private static final List<Column> POD_TEMPLATE = List.of(Column.ofName(),
      Column.text("Containers", object -> containers(object, "name")),
      Column.text("Images", object -> containers(object, "image")),
      Column.text("Pod Labels", object -> labels(object, "template.metadata.labels")));

  private static final List<Column> COMPONENT_STATUS = List.of(Column.ofName(),
      Column.text("Status", part -> health(part, "status")),
      Column.text("Message", part -> health(part, "message")),
      Column.text("Error", part -> health(part, "error")));

  private CoreColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ComponentStatus" -> COMPONENT_STATUS;
      case "ConfigMap" -> CONFIG_MAP;
      case "Endpoints" -> List.of(Column.ofName(),
          Column.text("Endpoints", CoreColumns::endpoints), Column.age());
      case "Event" -> EventColumns.ALL;
      case "LimitRange" -> List.of(Column.ofName(), Column.createdAt());
      case "Namespace" -> NAMESPACE;
      case "Node" -> NodeColumns.ALL;
      case "PersistentVolume" -> VolumeColumns.OF_VOLUMES;
      case "PersistentVolumeClaim" -> VolumeColumns.OF_CLAIMS;
      case "Pod" -> PodColumns.ALL;
      case "PodTemplate" -> POD_TEMPLATE;
      case "ReplicationController" -> controllerColumns();
      case "ResourceQuota" -> QuotaColumns.ALL;
      case "Secret" -> SECRET;
      case "Service" -> ServiceColumns.ALL;
      case "ServiceAccount" -> SERVICE_ACCOUNT;
      default -> null;
    });
  }

  private static List<Column> controllerColumns() {
    List<Column> columns = new ArrayList<>(TemplateColumns.with("spec", Column.ofName(),
        Column.number("Desired", "spec.replicas"), Column.number("Current", "status.replicas"),
        Column.number("Ready", "status.readyReplicas"), Column.age()));
    columns.add(Column.text("Selector", object -> labels(object, "spec.selector")).wide());
    return List.copyOf(columns);
  }

  private static String containers(JsonNode object, String field) {
    return String.join(",", Json.list(object, "template.spec.containers",
        container -> Json.text(container, field)));
  }

  private static String labels(JsonNode object, String path) {
    List<String> terms = SelectorText.terms(Json.texts(object, path));
    return terms.isEmpty() ? Column.NONE : String.join(",", terms);
  }

  /// The status is said in a word; of the other fields, the text.
  private static String health(JsonNode part, String field) {
    for (JsonNode condition : part.path("conditions")) {
      if (!Json.text(condition, "type").equals("Healthy")) continue;
      if (!field.equals("status")) return Json.text(condition, field);
      return Json.text(condition, "status").equals("True") ? "Healthy" : "Unhealthy";
    }
    return field.equals("status") ? "Unknown" : "";
  }

  /// The first few addresses with their ports, and how many more there are.
  private static String endpoints(JsonNode endpoints) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      List<String> addresses = Json.list(subset, "addresses", it -> Json.text(it, "ip"));
      if (subset.path("ports").isEmpty()) all.addAll(addresses);
      for (JsonNode port : subset.path("ports")) {
        String number = ":" + Json.number(port, "port", 0);
        addresses.forEach(address -> all
            .add((address.contains(":") ? "[" + address + "]" : address) + number));
      }
    }
    if (endpoints.path("subsets").isEmpty()) return Column.NONE;
    String shown = String.join(",", all.stream().limit(ENDPOINTS_SHOWN).toList());
    int more = all.size() - ENDPOINTS_SHOWN;
    return more > 0 ? shown + " + " + more + " more..." : shown;
  }
}
