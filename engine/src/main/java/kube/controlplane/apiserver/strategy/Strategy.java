package kube.controlplane.apiserver.strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is special about one kind on its way to the store.
///
/// Handlers call it in this order: defaults, then what create or update resets, then the rules.
///
/// **In Kubernetes:** `RESTCreateStrategy` and `RESTUpdateStrategy`,
/// [rest/create.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/registry/rest/create.go)
public interface Strategy {

  /// Fills in what the author left out. Runs on every object that comes in, also on updates.
  default void setDefaults(ObjectNode object) {}

  /// Resets what an author may not decide, such as the status.
  default void prepareForCreate(ObjectNode object) {}

  /// Checks the object by itself.
  default void validate(JsonNode object, FieldErrors errors) {}

  /// Checks what an update changes.
  default void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {}

  /// The form of the object's name.
  default Names nameForm() {
    return Names.DNS_SUBDOMAIN;
  }

  /// Whether `metadata.generation` counts the changes of the wish.
  default boolean countsGenerations() {
    return false;
  }

  /// Whether a PUT may come without the revision it is based on.
  default boolean allowsUnconditionalUpdate() {
    return true;
  }

  /// Whether a PUT to a name that is free creates the object.
  default boolean createsOnUpdate() {
    return false;
  }
}
