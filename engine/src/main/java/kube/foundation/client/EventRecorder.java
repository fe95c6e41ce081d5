package kube.foundation.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Writes notes about objects for people to read, in `kubectl describe` and `kubectl get events`.
///
/// The same note again counts up the one that is there. A note that cannot be written is lost: no
/// component waits for it.
///
/// A note's name ends in the nanosecond of its writing, so that a list of notes, which is sorted by
/// names, tells what happened about an object in its order. Two notes of one instant get two names.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
public final class EventRecorder {

  /// How often a note was written, and when first: its name ends in that nanosecond.
  private record Written(long nano, int count) {}

  private static final int NOTES_REMEMBERED = 4_096;

  /// Recorders write about one object in the same instant; each begins a little later than another.
  private static final int NANOS_APART_AT_MOST = 1_000;

  private final Actor actor;
  private final ApiClient client;
  private final String component;
  /// By the digest of what they say: there are thousands of notes, and most come only once.
  private final Map<Long, Written> written = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Written> eldest) {
      return size() > NOTES_REMEMBERED;
    }
  };
  private long lastNano;

  /// @param component the name shown as the note's source, such as `default-scheduler`
  public EventRecorder(Actor actor, ApiClient client, String component) {
    this.actor = actor;
    this.client = client;
    this.component = component;
  }

  public void normal(Kind<?> kind, Metadata about, String reason, String message) {
    note(kind, about, "", "Normal", reason, message);
  }

  /// A note about a part of the object, such as `spec.containers{web}`.
  public void normal(Kind<?> kind, Metadata about, String part, String reason, String message) {
    note(kind, about, part, "Normal", reason, message);
  }

  public void warning(Kind<?> kind, Metadata about, String reason, String message) {
    note(kind, about, "", "Warning", reason, message);
  }

  /// A warning about a part of the object.
  public void warning(Kind<?> kind, Metadata about, String part, String reason, String message) {
    note(kind, about, part, "Warning", reason, message);
  }

  private void note(Kind<?> kind, Metadata about, String part, String type, String reason,
      String message) {
    long note = UUID.nameUUIDFromBytes(String.join("\n", about.namespace(), about.name(),
        about.uid(), part, type, reason, message).getBytes(StandardCharsets.UTF_8))
        .getMostSignificantBits();
    Written before = written.get(note);
    if (before != null) {
      countUp(note, about, before);
      return;
    }
    long nano = nextNano();
    if (client.createUnread(Kinds.EVENT, name(about, nano).namespace(),
        event(kind, about, name(about, nano), part, type, reason, message)).isOk()) {
      written.put(note, new Written(nano, 1));
    }
  }

  private static Key name(Metadata about, long nano) {
    return new Key(about.namespace().isEmpty() ? "default" : about.namespace(),
        about.name() + "." + Long.toHexString(nano));
  }

  private ObjectNode event(Kind<?> kind, Metadata about, Key key, String part, String type,
      String reason, String message) {
    String time = Json.time(actor.now());
    ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
    ObjectNode involved = event.putObject("involvedObject")
        .put("apiVersion", kind.apiVersion())
        .put("kind", kind.name())
        .put("namespace", about.namespace())
        .put("name", about.name())
        .put("uid", about.uid());
    if (!part.isEmpty()) involved.put("fieldPath", part);
    event.put("type", type).put("reason", reason).put("message", message);
    event.put("firstTimestamp", time).put("lastTimestamp", time).put("count", 1);
    event.putObject("source").put("component", component);
    event.put("reportingComponent", component).put("reportingInstance", "");
    return event;
  }

  private long nextNano() {
    Instant now = actor.now();
    long nano = now.getEpochSecond() * 1_000_000_000L + now.getNano()
        + actor.randomness().below(NANOS_APART_AT_MOST);
    lastNano = Math.max(nano, lastNano + 1);
    return lastNano;
  }

  private void countUp(long note, Metadata about, Written before) {
    ObjectNode patch = Json.object()
        .put("count", before.count + 1)
        .put("lastTimestamp", Json.time(actor.now()));
    if (client.patch(Kinds.EVENT, name(about, before.nano), patch).isOk()) {
      written.put(note, new Written(before.nano, before.count + 1));
    } else {
      written.remove(note);
    }
  }
}
