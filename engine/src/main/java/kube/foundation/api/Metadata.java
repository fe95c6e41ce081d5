package kube.foundation.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import tools.jackson.databind.JsonNode;

/// What every object says about itself, as components read it.
///
/// @param resourceVersion the store's revision at the last change: compare for equality only
/// @param generation counts changes of the wish (`spec`), not of the observation (`status`)
/// @param deletionTimestamp when the object is to be gone; present means that it is being deleted
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
public record Metadata(String namespace, String name, String uid, String resourceVersion,
    long generation, SortedMap<String, String> labels, SortedMap<String, String> annotations,
    List<OwnerReference> ownerReferences, List<String> finalizers,
    Optional<Instant> creationTimestamp, Optional<Instant> deletionTimestamp) {

  static Metadata of(JsonNode tree, Interner interner) {
    JsonNode metadata = tree.path("metadata");
    return new Metadata(interner.one(Json.text(metadata, "namespace")), Json.text(metadata, "name"),
        Json.text(metadata, "uid"), Json.text(metadata, "resourceVersion"),
        metadata.path("generation").asLong(0),
        interner.one(Json.texts(metadata, "labels")),
        interner.one(Json.texts(metadata, "annotations")),
        interner.one(Json.list(metadata, "ownerReferences", OwnerReference::of)),
        Json.list(metadata, "finalizers", finalizer -> finalizer.asString("")),
        interner.one(Json.time(metadata, "creationTimestamp")),
        Json.time(metadata, "deletionTimestamp"));
  }

  public Key key() {
    return new Key(namespace, name);
  }

  public boolean isBeingDeleted() {
    return deletionTimestamp.isPresent();
  }

  /// The owner that controls this object: the one whose count it belongs to.
  public Optional<OwnerReference> controller() {
    return ownerReferences.stream().filter(OwnerReference::controller).findFirst();
  }

  public boolean isControlledBy(Metadata owner) {
    return controller().filter(reference -> reference.uid().equals(owner.uid)).isPresent();
  }
}
