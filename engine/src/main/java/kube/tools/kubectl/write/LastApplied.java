package kube.tools.kubectl.write;

import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The annotation in which client-side apply keeps what was applied last: only so can the next apply
/// tell a field that was taken out of the manifest from one that somebody else has set.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/
public final class LastApplied {

  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  private LastApplied() {}

  /// What the object says was applied last; empty when it says nothing.
  static Optional<JsonNode> of(JsonNode object) {
    String text = object.path("metadata").path("annotations").path(ANNOTATION).asString("");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /// Writes into the manifest what it says itself, without this annotation.
  public static void write(ObjectNode manifest) {
    ObjectNode annotations = manifest.withObject("metadata").withObject("annotations");
    annotations.remove(ANNOTATION);
    String text = Yaml.sorted(manifest) + "\n";
    annotations.put(ANNOTATION, text);
  }
}
