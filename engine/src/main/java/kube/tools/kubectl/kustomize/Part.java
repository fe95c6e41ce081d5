package kube.tools.kubectl.kustomize;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// One object on its way through kustomizations; it remembers the names it had.
final class Part {

  private ObjectNode object;
  private final List<String> names = new ArrayList<>();
  private final boolean hashed;

  /// @param hashed whether its content becomes part of its name at the end
  Part(ObjectNode object, boolean hashed) {
    this.object = object;
    this.hashed = hashed;
    names.add(name());
  }

  ObjectNode object() {
    return object;
  }

  void become(ObjectNode other) {
    object = other;
  }

  ObjectNode metadata() {
    return object.withObject("metadata");
  }

  String kind() {
    return Json.text(object, "kind");
  }

  String name() {
    return Json.text(object, "metadata.name");
  }

  boolean isHashed() {
    return hashed;
  }

  boolean wasCalled(String name) {
    return names.contains(name);
  }

  void rename(String name) {
    metadata().put("name", name);
    names.add(name);
  }
}
