package kube.controlplane.apiserver.custom.conversion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a webhook has made of objects so far.
///
/// A translation is remembered by what the webhook may look at and change: everything but the part
/// of the metadata that only the server writes, and the name, which it may have made up. So an object
/// that has just been stored, and got its revision by that, is still the one that was asked about.
///
/// Owned by the loop.
final class Translations {

  private static final int REMEMBERED_AT_LEAST = 4_096;
  private static final List<String> OF_THE_SERVER = List.of("name", "resourceVersion",
      "managedFields", "generation", "uid", "creationTimestamp", "deletionTimestamp",
      "deletionGracePeriodSeconds");

  private final Map<String, ObjectNode> known = new LinkedHashMap<>(16, 0.75f, true);
  private int most = REMEMBERED_AT_LEAST;

  /// How the object is remembered, in the version that is wanted of it.
  static String key(JsonNode object, String version) {
    ObjectNode content = object.deepCopy().asObject();
    content.withObject("metadata").remove(OF_THE_SERVER);
    return version + " " + content;
  }

  Optional<ObjectNode> find(String key) {
    return Optional.ofNullable(known.get(key));
  }

  /// Keeps what belongs together, and forgets what nobody has asked for the longest.
  void keep(Map<String, ObjectNode> translated) {
    most = Math.max(most, translated.size());
    known.putAll(translated);
    var eldest = known.entrySet().iterator();
    for (int surplus = known.size() - most; surplus > 0; surplus--) {
      eldest.next();
      eldest.remove();
    }
  }

  /// Makes the object what the webhook has made of it; of the metadata, only labels and annotations
  /// are the webhook's to change.
  static void rewrite(ObjectNode object, ObjectNode translated) {
    ObjectNode metadata = object.withObject("metadata");
    object.removeAll();
    translated.deepCopy().forEachEntry(object::set);
    JsonNode theirs = translated.path("metadata");
    for (String field : List.of("labels", "annotations")) {
      metadata.remove(field);
      if (theirs.has(field)) metadata.set(field, theirs.get(field).deepCopy());
    }
    object.set("metadata", metadata);
  }

  /// Whether the metadata has come back; which name and identity it held may have been drawn anew
  /// since the webhook was asked.
  static boolean isSameObject(JsonNode sent, JsonNode received) {
    boolean hasBoth = List.of("metadata.name", "metadata.uid").stream().allMatch(
        field -> Json.text(sent, field).isEmpty() == Json.text(received, field).isEmpty());
    return hasBoth && Json.text(sent, "metadata.namespace")
        .equals(Json.text(received, "metadata.namespace"));
  }
}
