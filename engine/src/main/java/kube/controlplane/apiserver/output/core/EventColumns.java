package kube.controlplane.apiserver.output.core;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get events` shows.
final class EventColumns {

  static final List<Column> ALL = List.of(
      Column.text("Last Seen", EventColumns::lastSeen),
      Column.text("Type", event -> Json.text(event, "type")),
      Column.text("Reason", event -> Json.text(event, "reason")),
      Column.text("Object", EventColumns::object),
      Column.text("Subobject", event -> Json.text(event, "involvedObject.fieldPath")).wide(),
      Column.text("Source", EventColumns::source).wide(),
      Column.text("Message", event -> Json.text(event, "message").strip()),
      Column.text("First Seen", EventColumns::firstSeen).wide(),
      Column.text("Count", event -> Integer.toString(Json.number(event, "count", 1))).wide(),
      Column.ofName().wide());

  private EventColumns() {}

  private static String lastSeen(JsonNode event, Instant now) {
    String last = Json.text(event, "lastTimestamp").isEmpty() ? "eventTime" : "lastTimestamp";
    return Json.text(event, last).isEmpty()
        ? firstSeen(event, now)
        : Age.since(event, last, now);
  }

  private static String firstSeen(JsonNode event, Instant now) {
    String first = Json.text(event, "firstTimestamp").isEmpty() ? "eventTime" : "firstTimestamp";
    return Age.since(event, first, now);
  }

  private static String object(JsonNode event) {
    return Json.text(event, "involvedObject.kind").toLowerCase(Locale.ROOT) + "/"
        + Json.text(event, "involvedObject.name");
  }

  private static String source(JsonNode event) {
    String component = Json.text(event, "source.component");
    if (component.isEmpty()) return Json.text(event, "reportingComponent");
    String host = Json.text(event, "source.host");
    return host.isEmpty() ? component : component + ", " + host;
  }
}
