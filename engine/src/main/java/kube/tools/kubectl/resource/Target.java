package kube.tools.kubectl.resource;

import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// One object that a command means: by its name, or by a manifest that says all of it.
///
/// @param namespace empty for what has none
/// @param manifest what a file says of it; an empty object when only its name was given
/// @param source the file it was read from, for messages; empty when there was none
public record Target(ApiResource resource, String namespace, String name, ObjectNode manifest,
    String source) {

  public static Target named(ApiResource resource, String namespace, String name) {
    return new Target(resource, resource.namespaced() ? namespace : "", name, Json.object(), "");
  }

  /// An object that the server showed.
  public static Target of(ApiResource resource, ObjectNode object) {
    return new Target(resource, Json.text(object, "metadata.namespace"),
        Json.text(object, "metadata.name"), object, "");
  }

  public String path() {
    return resource.path(namespace, name);
  }

  /// `pod/web` or `deployment.apps/web`.
  public String label() {
    return resource.label() + "/" + name;
  }

  public Target with(ObjectNode other) {
    return new Target(resource, namespace, name, other, source);
  }
}
