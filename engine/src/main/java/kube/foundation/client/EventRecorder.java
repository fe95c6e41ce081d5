package kube.foundation.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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

  private record Note(Key about, String uid, String part, String type, String reason,
      String message) {}

  private record Written(Key event, int count) {}

  private static final int NOTES_REMEMBERED = 4_096;

  /// Recorders write about one object in the same instant; each begins a little later than another.
  private static final int NANOS_APART_AT_MOST = 1_000;

  private final Actor actor;
  private final ApiClient client;
  private final String component;
  private final Map<Note, Written> written = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Note, Written> eldest) {
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
    Note note = new Note(about.key(), about.uid(), part, type, reason, message);
    Written before = written.get(note);
    if (before == null) {
      writeNew(kind, about, note);
    } else {
      countUp(note, before);
    }
  }

  private void writeNew(Kind<?> kind, Metadata about, Note note) {
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    String name = about.name() + "." + Long.toHexString(nextNano());
    String time = Json.time(actor.now());
    ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespace);
    ObjectNode involved = event.putObject("involvedObject")
        .put("apiVersion", kind.apiVersion())
        .put("kind", kind.name())
        .put("namespace", about.namespace())
        .put("name", about.name())
        .put("uid", about.uid());
    if (!note.part.isEmpty()) involved.put("fieldPath", note.part);
    event.put("type", note.type).put("reason", note.reason).put("message", note.message);
    event.put("firstTimestamp", time).put("lastTimestamp", time).put("count", 1);
    event.putObject("source").put("component", component);
    event.put("reportingComponent", component).put("reportingInstance", "");
    if (client.createUnread(Kinds.EVENT, namespace, event).isOk()) {
      written.put(note, new Written(new Key(namespace, name), 1));
    }
  }

  private long nextNano() {
    Instant now = actor.now();
    long nano = now.getEpochSecond() * 1_000_000_000L + now.getNano()
        + actor.randomness().below(NANOS_APART_AT_MOST);
    lastNano = Math.max(nano, lastNano + 1);
    return lastNano;
  }

  private void countUp(Note note, Written before) {
    ObjectNode patch = Json.object()
        .put("count", before.count + 1)
        .put("lastTimestamp", Json.time(actor.now()));
    if (client.patch(Kinds.EVENT, before.event, patch).isOk()) {
      written.put(note, new Written(before.event, before.count + 1));
    } else {
      written.remove(note);
    }
  }
}
