package catalog.whole_picture.journey_detective;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kube.foundation.api.Json;
import kube.foundation.api.Pod;
import kube.foundation.api.Resource;
import kube.simulation.detective.Detective.AuditEvent;
import tools.jackson.databind.node.ObjectNode;

/// The life of one Pod, as the events that it leaves: each a second after the one before.
final class Life {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final String ALL = "create bind pull start ready endpoint";

  private final String name;
  private final String uid;
  private final List<AuditEvent> events = new ArrayList<>();
  private Instant now;

  Life(String name, String uid, Instant begins) {
    this.name = name;
    this.uid = uid;
    this.now = begins;
  }

  /// A Pod whose life begins at 10 o'clock.
  static Life of(String name, String uid) {
    return new Life(name, uid, clock("10:00"));
  }

  /// A moment of today.
  static Instant clock(String time) {
    return TODAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  /// Waits until this time of the day.
  Life at(String time) {
    now = clock(time);
    return this;
  }

  /// What happens, word by word; a detail follows its verb after a colon.
  Life then(String words) {
    for (String word : words.split(" ")) {
      happens(word);
      now = now.plusSeconds(1);
    }
    return this;
  }

  /// What happens in one and the same moment.
  Life atOnce(String words) {
    for (String word : words.split(" ")) happens(word);
    now = now.plusSeconds(1);
    return this;
  }

  /// One thing that happens now; time stands still.
  void happens(String word) {
    int colon = word.indexOf(':');
    String verb = colon < 0 ? word : word.substring(0, colon);
    String detail = colon < 0 ? "" : word.substring(colon + 1);
    events.add(new AuditEvent(now, actorOf(verb, detail), verb, "pods/default/" + name, uid,
        detail));
  }

  void waits(Duration time) {
    now = now.plus(time);
  }

  private static String actorOf(String verb, String detail) {
    return switch (verb) {
      case "create" -> detail.equals("static") ? "kubelet/node-a" : "user";
      case "bind" -> "scheduler";
      case "endpoint", "endpoint-gone" -> "endpointslice-controller";
      default -> "kubelet/node-a";
    };
  }

  /// What happened so far, the oldest first.
  List<AuditEvent> events() {
    return List.copyOf(events);
  }

  /// The Pod itself, as the API server shows it.
  Pod pod() {
    boolean hasStarted = events.stream().anyMatch(event -> event.verb().equals("start"));
    ObjectNode tree = Json.object();
    tree.putObject("metadata").put("namespace", "default").put("name", name).put("uid", uid);
    tree.putObject("spec").putArray("containers").addObject().put("name", name)
        .put("image", "nginx");
    tree.putObject("status").put("phase", hasStarted ? "Running" : "Pending");
    return Pod.of(Resource.of(tree));
  }

  /// The events in words, as `10:00:01 scheduler bind`.
  static String told(List<AuditEvent> events) {
    return events.stream().map(event -> event.at().toString().substring(11, 19) + " "
        + event.actor() + " " + event.verb()
        + (event.detail().isEmpty() ? "" : " (" + event.detail() + ")"))
        .collect(Collectors.joining("; "));
  }
}
