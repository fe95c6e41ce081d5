package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Target;
import tools.jackson.databind.JsonNode;

/// The addresses behind a Service, as slices and in the old form.
final class EndpointsText {

  private static final String UNSET = "<unset>";

  private EndpointsText() {}

  static void slice(Sheet sheet, Target target) {
    JsonNode slice = target.manifest();
    sheet.head(slice).line("AddressType:\t" + Json.text(slice, "addressType"));
    if (slice.path("ports").isEmpty()) sheet.line("Ports: " + UNSET);
    else
      sheet.line("Ports:");
    ports(sheet, slice, 1);
    if (slice.path("endpoints").isEmpty()) {
      sheet.line("Endpoints: " + Sheet.NONE);
      return;
    }
    sheet.line("Endpoints:");
    for (JsonNode endpoint : slice.path("endpoints")) endpoint(sheet, endpoint);
  }

  private static void endpoint(Sheet sheet, JsonNode endpoint) {
    sheet.line(1, "- Addresses:\t" + String.join(", ",
        Json.list(endpoint, "addresses", address -> address.asString(""))));
    JsonNode ready = endpoint.path("conditions").path("ready");
    sheet.line(2, "Conditions:")
        .line(3, "Ready:\t" + (ready.isMissingNode() ? UNSET : ready.toString()));
    sheet.line(2, "Hostname:\t" + or(Json.text(endpoint, "hostname")));
    if (endpoint.has("targetRef")) {
      sheet.line(2, "TargetRef:\t" + Json.text(endpoint, "targetRef.kind") + "/"
          + Json.text(endpoint, "targetRef.name"));
    }
    sheet.line(2, "NodeName:\t" + or(Json.text(endpoint, "nodeName")));
    sheet.line(2, "Zone:\t" + or(Json.text(endpoint, "zone")));
  }

  static void endpoints(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    sheet.head(object).line("Subsets:");
    for (JsonNode subset : object.path("subsets")) {
      sheet.field(1, "Addresses", addresses(subset, "addresses"));
      sheet.field(1, "NotReadyAddresses", addresses(subset, "notReadyAddresses"));
      if (!subset.path("ports").isEmpty()) sheet.line(1, "Ports:");
      ports(sheet, subset, 2);
      sheet.line("");
    }
  }

  private static String addresses(JsonNode subset, String field) {
    return String.join(",", Json.list(subset, field, address -> Json.text(address, "ip")));
  }

  private static void ports(Sheet sheet, JsonNode object, int level) {
    if (object.path("ports").isEmpty()) return;
    List<String> lines = new ArrayList<>(List.of("Name\tPort\tProtocol", "----\t----\t--------"));
    for (JsonNode port : object.path("ports")) {
      lines.add(or(Json.text(port, "name")) + "\t"
          + (port.has("port") ? Integer.toString(Json.number(port, "port", 0)) : UNSET) + "\t"
          + Json.text(port, "protocol"));
    }
    sheet.lines(level, lines);
  }

  private static String or(String text) {
    return text.isEmpty() ? UNSET : text;
  }
}
