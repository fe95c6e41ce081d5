package kube.tools.kubectl.describe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// What happened to an object, as the last part of its description.
public final class EventsText {

  private EventsText() {}

  /// The events that are about this object, oldest first.
  static List<JsonNode> about(Session session, Target target) {
    return about(session, target, Json.text(target.manifest(), "metadata.uid"));
  }

  static List<JsonNode> about(Session session, Target target, String uid) {
    String path = "/api/v1" + (target.namespace().isEmpty()
        ? ""
        : "/namespaces/" + target.namespace()) + "/events";
    String fields = "involvedObject.name=" + target.name() + ",involvedObject.kind="
        + target.resource().kind() + ",involvedObject.uid=" + uid
        + (target.namespace().isEmpty()
            ? ""
            : ",involvedObject.namespace=" + target.namespace());
    List<JsonNode> events = new ArrayList<>();
    session.api().get(Session.request("GET", path).withQuery("fieldSelector", fields)
        .withQuery("limit", "500")).path("items").forEach(events::add);
    events.sort(Comparator.comparing(EventsText::last));
    return events;
  }

  /// When the event was seen last.
  public static Instant last(JsonNode event) {
    return Json.time(event, "series.lastObservedTime")
        .or(() -> Json.time(event, "lastTimestamp")).or(() -> Json.time(event, "eventTime"))
        .orElse(Instant.EPOCH);
  }

  static void write(Sheet sheet, List<JsonNode> events, Instant now) {
    if (events.isEmpty()) {
      sheet.field("Events", "");
      return;
    }
    sheet.line("Events:");
    sheet.line("  Type\tReason\tAge\tFrom\tMessage");
    sheet.line("  ----\t------\t----\t----\t-------");
    for (JsonNode event : events) {
      String from = Json.text(event, "source.component");
      if (from.isEmpty()) from = Json.text(event, "reportingComponent");
      sheet.line("  " + Json.text(event, "type") + "\t" + Json.text(event, "reason") + "\t"
          + age(event, now) + "\t" + from + "\t" + Json.text(event, "message").strip());
    }
  }

  /// `5s`, or `5s (x3 over 20s)` when it happened several times.
  public static String age(JsonNode event, Instant now) {
    int count = Math.max(Json.number(event, "count", 1), Json.number(event, "series.count", 1));
    String age = Ages.of(Duration.between(last(event), now));
    Instant first = Json.time(event, "firstTimestamp").or(() -> Json.time(event, "eventTime"))
        .orElse(last(event));
    return count > 1
        ? age + " (x" + count + " over " + Ages.of(Duration.between(first, now)) + ")"
        : age;
  }
}
