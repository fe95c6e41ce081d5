package kube.controlplane.apiserver.strategy;

import java.time.Instant;
import java.util.List;

import kube.foundation.api.Json;

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

  /// Notes who makes the object, where it says so. The author has `username`, `groups` and so on.
  default void rememberAuthor(ObjectNode object, ObjectNode author) {}

  /// Notes the time of what an update adds, where it says so.
  default void stamp(String subresource, ObjectNode object, JsonNode old, Instant now) {}

  /// Checks the object by itself.
  default void validate(JsonNode object, FieldErrors errors) {}

  /// Checks a new object, where there is more to say of it than of one that is updated.
  default void validateNew(JsonNode object, FieldErrors errors) {
    validate(object, errors);
  }

  /// Resets what an update may not decide. The subresource is empty for the object as a whole.
  default void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {}

  /// Checks what an update changes.
  default void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {}

  /// Marks an object that is to go, for the first time: who still has to clean up, for example.
  default void prepareForDelete(ObjectNode object) {}

  /// Checks an update through a door of its own, such as `status`, which leads to one half only.
  default void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    if (subresource.equals("status")) return;
    validate(object, errors);
    validateUpdate(object, old, errors);
  }

  /// Whether defaults look at nothing but the object beside its metadata, and never draw lots; then
  /// objects that are alike but for their metadata are alike with their defaults too.
  default boolean judgesByItself() {
    return false;
  }

  /// Whether the rules for a new object also look at its metadata, beyond what all kinds share.
  default boolean judgesMetadata(JsonNode object) {
    return true;
  }

  /// The form of the object's name.
  default NameForm nameForm() {
    return Names.DNS_SUBDOMAIN;
  }

  /// Whether `metadata.generation` counts the changes of the wish.
  default boolean countsGenerations() {
    return false;
  }

  /// The part of the object that its author decides: what the generation counts the changes of.
  default JsonNode wish(JsonNode object) {
    return object.path("spec");
  }

  /// The fields by which clients may select, beside name and namespace.
  default List<String> selectableFields() {
    return List.of();
  }

  /// What a selector compares such a field with.
  default String selectableValue(JsonNode object, String field) {
    return Json.text(object, field);
  }

  /// Whether finalizers may have names without a prefix.
  default boolean allowsAnyFinalizer() {
    return false;
  }

  /// Where the object keeps its numbers, if it can be scaled.
  default ScalePaths scale() {
    return ScalePaths.BUILT_IN;
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
