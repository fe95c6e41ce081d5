package kube.controlplane.apiserver.managedfields;

import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a branch of a [FieldSet] names a part of a value.
final class PathElement {

  /// The one key of a list that authors leave out, and what it is then.
  private static final String PROTOCOL = "protocol";
  private static final String PROTOCOL_UNLESS_SAID = "TCP";

  private PathElement() {}

  static String field(String name) {
    return "f:" + name;
  }

  /// Names the item of a list: by itself in a set, by its keys otherwise.
  ///
  /// Empty when the item lacks a key.
  static Optional<String> item(Shape list, JsonNode item) {
    if (list.form() == Shape.Form.SET) return Optional.of("v:" + written(item));
    if (list.keys().size() == 1) {
      String key = list.keys().getFirst();
      JsonNode value = item.path(key);
      return value.isMissingNode()
          ? Optional.empty()
          : Optional.of("k:{\"" + key + "\":" + written(value) + "}");
    }
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    for (String key : new TreeSet<>(list.keys())) {
      JsonNode value = item.path(key);
      if (!value.isMissingNode()) {
        keys.set(key, value);
      } else if (key.equals(PROTOCOL)) {
        keys.put(key, PROTOCOL_UNLESS_SAID);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of("k:" + Json.text(keys));
  }

  /// The value as JSON. Nearly all are plain texts, for which no writer has to be set up.
  private static String written(JsonNode value) {
    if (!value.isString()) return Json.text(value);
    String text = value.stringValue();
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter < ' ' || letter == '"' || letter == '\\' || letter > '~') return Json.text(value);
    }
    return "\"" + text + "\"";
  }
}
