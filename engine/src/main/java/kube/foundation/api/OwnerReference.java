package kube.foundation.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names the object that this one belongs to.
///
/// @param uid tells the owner from a later object of the same name
/// @param controller whether the owner is the one that manages this object; at most one is
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
public record OwnerReference(String apiVersion, String kind, String name, String uid,
    boolean controller, boolean blockOwnerDeletion) {

  static OwnerReference of(JsonNode tree) {
    return new OwnerReference(Json.text(tree, "apiVersion"), Json.text(tree, "kind"),
        Json.text(tree, "name"), Json.text(tree, "uid"), Json.flag(tree, "controller"),
        Json.flag(tree, "blockOwnerDeletion"));
  }

  public ObjectNode toJson() {
    return Json.object()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("name", name)
        .put("uid", uid)
        .put("controller", controller)
        .put("blockOwnerDeletion", blockOwnerDeletion);
  }
}
