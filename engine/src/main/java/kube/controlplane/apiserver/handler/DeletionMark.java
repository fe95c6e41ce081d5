package kube.controlplane.apiserver.handler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes into an object that it is to go: when, and who still has something to do before.
///
/// The moment is set once. A second deletion can only bring it closer.
final class DeletionMark {

  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  private final Clock clock;

  DeletionMark(Clock clock) {
    this.clock = clock;
  }

  /// Who deletes an owner may ask that what it owns goes first, or stays: the garbage collector
  /// does that, and the finalizer makes the owner wait for it. Who deletes it again may think anew.
  static void setFinalizers(ObjectNode object, String policy) {
    if (policy.isEmpty()) return;
    List<String> finalizers = new ArrayList<>(
        Json.list(object, "metadata.finalizers", name -> name.asString("")));
    finalizers.remove(ORPHAN);
    finalizers.remove(FOREGROUND);
    if (policy.equals("Orphan")) finalizers.add(ORPHAN);
    if (policy.equals("Foreground")) finalizers.add(FOREGROUND);
    ObjectNode metadata = object.withObject("metadata");
    metadata.remove("finalizers");
    if (finalizers.isEmpty()) return;
    ArrayNode list = metadata.putArray("finalizers");
    finalizers.forEach(list::add);
  }

  static boolean saysWhatHappensToDependents(JsonNode object) {
    List<String> finalizers = Json.list(object, "metadata.finalizers", name -> name.asString(""));
    return finalizers.contains(ORPHAN) || finalizers.contains(FOREGROUND);
  }

  void set(Kind<?> kind, ObjectNode object, long graceSeconds) {
    ObjectNode metadata = object.withObject("metadata");
    if (metadata.has("deletionTimestamp")) {
      bringCloser(metadata, graceSeconds);
      return;
    }
    Instant end = clock.now().plusSeconds(graceSeconds);
    metadata.put("deletionTimestamp", Json.time(end))
        .put("deletionGracePeriodSeconds", graceSeconds);
    if (metadata.has("generation")) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
    if (kind.equals(Kinds.NAMESPACE)) {
      metadata.remove("deletionGracePeriodSeconds");
      object.withObject("status").put("phase", "Terminating");
    }
  }

  private static void bringCloser(ObjectNode metadata, long graceSeconds) {
    long granted = metadata.path("deletionGracePeriodSeconds").asLong(0);
    if (graceSeconds >= granted) return;
    Instant end = Instant.parse(Json.text(metadata, "deletionTimestamp"))
        .plusSeconds(graceSeconds - granted);
    metadata.put("deletionTimestamp", Json.time(end))
        .put("deletionGracePeriodSeconds", graceSeconds);
  }
}
