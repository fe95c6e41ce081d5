package kube.controlplane.apiserver.handler;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Kinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Wish and observation are two halves of one object, with two doors: who writes one cannot touch
/// the other.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/#object-spec-and-status
final class Halves {

  private Halves() {}

  /// Puts the old value back wherever the request's door does not lead.
  static void keepOther(RequestInfo info, ObjectNode object, JsonNode old) {
    switch (info.subresource()) {
      case "status", "approval" -> keepAllBut("status", object, old);
      case "finalize" -> keepAllBut("spec", object, old);
      default -> {
        if (info.kind().hasSubresource("status")) keep("status", object, old);
        if (info.kind().equals(Kinds.NAMESPACE)) keep("spec", object, old);
      }
    }
  }

  private static void keepAllBut(String half, ObjectNode object, JsonNode old) {
    old.propertyNames().forEach(field -> {
      if (!field.equals(half) && !field.equals("metadata")) keep(field, object, old);
    });
    JsonNode owners = old.path("metadata").path("ownerReferences");
    if (owners.isMissingNode()) {
      object.withObject("metadata").remove("ownerReferences");
    } else {
      object.withObject("metadata").set("ownerReferences", owners);
    }
  }

  private static void keep(String field, ObjectNode object, JsonNode old) {
    if (old.has(field)) {
      object.set(field, old.get(field).deepCopy());
    } else {
      object.remove(field);
    }
  }
}
