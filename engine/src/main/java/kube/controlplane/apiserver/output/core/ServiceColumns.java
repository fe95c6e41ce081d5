package kube.controlplane.apiserver.output.core;

import java.util.List;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get services` shows.
final class ServiceColumns {

  static final List<Column> ALL = List.of(
      Column.ofName(),
      Column.text("Type", service -> Json.text(service, "spec.type")),
      Column.text("Cluster-IP", Column.orNone("spec.clusterIP")),
      Column.text("External-IP", ServiceColumns::externalAddress),
      Column.text("Port(s)", ServiceColumns::ports),
      Column.age(),
      Column.text("Selector", service -> {
        List<String> terms = SelectorText.terms(Json.texts(service, "spec.selector"));
        return terms.isEmpty() ? Column.NONE : String.join(",", terms);
      }).wide());

  private ServiceColumns() {}

  private static String externalAddress(JsonNode service) {
    List<String> given = Json.list(service, "spec.externalIPs", address -> address.asString(""));
    return switch (Json.text(service, "spec.type")) {
      case "ExternalName" -> Json.text(service, "spec.externalName");
      case "LoadBalancer" -> {
        List<String> addresses = Json.list(service, "status.loadBalancer.ingress",
            ingress -> Json.text(ingress, "ip") + Json.text(ingress, "hostname"));
        yield addresses.isEmpty() ? "<pending>" : String.join(",", addresses);
      }
      default -> given.isEmpty() ? Column.NONE : String.join(",", given);
    };
  }

  private static String ports(JsonNode service) {
    List<String> ports = Json.list(service, "spec.ports", port -> {
      int nodePort = Json.number(port, "nodePort", 0);
      return Json.number(port, "port", 0) + (nodePort == 0 ? "" : ":" + nodePort)
          + "/" + Json.text(port, "protocol");
    });
    return ports.isEmpty() ? Column.NONE : String.join(",", ports);
  }
}
