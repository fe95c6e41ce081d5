package kube.controlplane.apiserver.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is known of new objects that say the same of everything but their metadata, such as the Pods
/// of one template: how they look with their defaults, who owns what of them, that they broke no
/// rule, and what their parts are in bytes.
///
/// Owned by the loop.
final class Twin {

  private static final String METADATA = "metadata";

  private final boolean learns;
  private boolean recognized;
  private Optional<ObjectNode> defaulted = Optional.empty();
  private Optional<ObjectNode> owned = Optional.empty();
  private Optional<JsonNode> sound = Optional.empty();
  private List<Json.Written> written = List.of();

  private Twin(boolean learns) {
    this.learns = learns;
  }

  /// The twin of an object that is the first of its like.
  static Twin ofFirst() {
    return new Twin(true);
  }

  /// The twin of an object that is like no other.
  static Twin none() {
    return new Twin(false);
  }

  /// Whether enough is known of it that others can be recognized by it.
  boolean isComplete() {
    return defaulted.isPresent() && sound.isPresent();
  }

  /// From now on objects come from [#object].
  void recognize() {
    recognized = true;
  }

  boolean isRecognized() {
    return recognized;
  }

  /// A new object with its defaults and without metadata.
  ObjectNode object() {
    return defaulted.orElseThrow().deepCopy();
  }

  /// The fields beside the metadata that its author owns.
  Optional<ObjectNode> owned() {
    return recognized ? owned : Optional.empty();
  }

  /// Learns how an object looks before it passes the gates, and what its author owns of it.
  void learn(ObjectNode object, ObjectNode itsOwned) {
    if (!learns || defaulted.isPresent()) return;
    ObjectNode copy = object.deepCopy();
    copy.putObject(METADATA);
    defaulted = Optional.of(copy);
    ObjectNode besideMetadata = itsOwned.objectNode();
    itsOwned.forEachEntry((element, branch) -> {
      if (!element.equals("f:" + METADATA)) besideMetadata.set(element, branch);
    });
    owned = Optional.of(besideMetadata);
  }

  /// Learns that an object broke no rule, as it was when it had passed the gates.
  void foundSound(ObjectNode object) {
    if (!learns) return;
    sound = Optional.of(object);
    List<Json.Written> parts = new ArrayList<>();
    for (JsonNode half : List.of(object, owned.orElseThrow())) {
      half.forEachEntry((name, part) -> {
        if (part.isObject() && !name.equals(METADATA)) parts.add(Json.Written.of(part));
      });
    }
    written = List.copyOf(parts);
  }

  /// Whether this object says nothing but what broke no rule before. Then it gets the parts of the
  /// other in place of its own equal ones, because their text is known.
  boolean recognizeSound(ObjectNode object) {
    if (sound.filter(other -> isSameBesideMetadata(object, other)).isEmpty()) return false;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getKey().equals(METADATA)) field.setValue(sound.get().get(field.getKey()));
    }
    return true;
  }

  /// The parts whose text is known.
  List<Json.Written> written() {
    return written;
  }

  private static boolean isSameBesideMetadata(ObjectNode one, JsonNode other) {
    if (one.size() != other.size()) return false;
    for (Map.Entry<String, JsonNode> field : one.properties()) {
      boolean same = field.getKey().equals(METADATA)
          || field.getValue().equals(other.get(field.getKey()));
      if (!same) return false;
    }
    return true;
  }
}
