package kube.foundation.api;

/// A note about an object, written by a component for people to read.
///
/// @param involved `kind namespace/name` of the object in question
/// @param type `Normal` or `Warning`
/// @param count how often the same thing was noted
public record Event(Metadata metadata, String involved, String type, String reason,
    String message, int count) implements KubernetesObject {

  public static Event of(Resource resource) {
    String involved = Json.text(resource.tree(), "involvedObject.kind") + " "
        + new Key(Json.text(resource.tree(), "involvedObject.namespace"),
            Json.text(resource.tree(), "involvedObject.name"));
    return new Event(resource.metadata(), involved, Json.text(resource.tree(), "type"),
        Json.text(resource.tree(), "reason"), Json.text(resource.tree(), "message"),
        Json.number(resource.tree(), "count", 1));
  }
}
