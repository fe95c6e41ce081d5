package kube.controlplane.apiserver.patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes the fields that the patch names; `null` removes one; a list replaces a list.
///
/// **In Kubernetes:** `application/merge-patch+json`, RFC 7386.
public final class MergePatch {

  private MergePatch() {}

  /// The object with the patch applied; neither argument is changed.
  public static JsonNode apply(JsonNode object, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) return patch.deepCopy();
    ObjectNode merged = object instanceof ObjectNode fields
        ? fields.deepCopy()
        : JsonNodeFactory.instance.objectNode();
    changes.forEachEntry((name, change) -> {
      if (change.isNull()) {
        merged.remove(name);
      } else {
        merged.set(name, apply(merged.path(name), change));
      }
    });
    return merged;
  }
}
