package kube.controlplane.apiserver.strategy;

import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for `metadata`, which all kinds share.
///
/// **In Kubernetes:**
/// [objectmeta.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go)
public final class MetadataRules {

  private static final List<String> KEPT_WHEN_LEFT_OUT = List.of("uid", "creationTimestamp",
      "deletionTimestamp", "deletionGracePeriodSeconds", "generation");
  private static final List<String> IMMUTABLE = List.of("name", "namespace", "uid",
      "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds");
  private static final List<String> STANDARD_FINALIZERS = List.of("orphan", "foregroundDeletion",
      "kubernetes");

  private static final int ANNOTATIONS_AT_MOST = 256 * 1024;

  private MetadataRules() {}

  /// Checks the metadata of a new object.
  public static void validate(JsonNode object, NameForm nameForm, FieldErrors errors) {
    JsonNode metadata = object.path("metadata");
    validateBeginning(Json.text(metadata, "generateName"), nameForm, errors);
    String name = Json.text(metadata, "name");
    if (name.isEmpty()) {
      errors.required("metadata.name", "name or generateName is required");
    } else {
      errors.form("metadata.name", name, nameForm);
    }
    validateLabels(metadata.path("labels"), "metadata.labels", errors);
    validateAnnotations(metadata.path("annotations"), "metadata.annotations", errors);
    validateOwners(metadata.path("ownerReferences"), errors);
    validateFinalizers(metadata.path("finalizers"), errors);
  }

  /// The beginning of a generated name may end in a dash, because more follows.
  private static void validateBeginning(String beginning, NameForm nameForm, FieldErrors errors) {
    if (beginning.isEmpty()) return;
    boolean goesOn = beginning.endsWith("-") && beginning.length() > 1;
    String name = goesOn ? beginning.substring(0, beginning.length() - 2) + "a" : beginning;
    nameForm.faults(name)
        .forEach(fault -> errors.invalid("metadata.generateName", beginning, fault));
  }

  /// Checks keys and values of labels, wherever they stand.
  public static void validateLabels(JsonNode labels, String field, FieldErrors errors) {
    labels.forEachEntry((key, value) -> {
      errors.key(field, key);
      errors.form(field, value.asString(""), Names.LABEL_VALUE);
    });
  }

  /// Puts back what a client may leave out of an update, and what it may not change at all.
  public static void keep(ObjectNode object, JsonNode old) {
    ObjectNode metadata = object.withObject("metadata");
    JsonNode before = old.path("metadata");
    for (String field : KEPT_WHEN_LEFT_OUT) {
      boolean isLeftOut = !metadata.has(field) || isSameMoment(metadata, before, field);
      if (isLeftOut && before.has(field)) metadata.set(field, before.get(field));
    }
    metadata.remove("selfLink");
  }

  /// Some clients write a time with more digits than they read.
  private static boolean isSameMoment(JsonNode metadata, JsonNode before, String field) {
    if (!field.endsWith("Timestamp")) return false;
    try {
      return Json.time(metadata, field).equals(Json.time(before, field));
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  /// Checks what an update does to the metadata.
  public static void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode metadata = object.path("metadata");
    JsonNode before = old.path("metadata");
    for (String field : IMMUTABLE) {
      errors.immutable("metadata." + field, before.path(field), metadata.path(field));
    }
    if (before.has("deletionTimestamp")) refuseNewFinalizers(metadata, before, errors);
    validateLabels(metadata.path("labels"), "metadata.labels", errors);
    validateAnnotations(metadata.path("annotations"), "metadata.annotations", errors);
    validateOwners(metadata.path("ownerReferences"), errors);
    validateFinalizers(metadata.path("finalizers"), errors);
  }

  /// Checks keys and total size of annotations, wherever they stand.
  public static void validateAnnotations(JsonNode annotations, String field, FieldErrors errors) {
    long characters = 0;
    for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
      String key = annotation.getKey();
      Names.faultsOfKey(key.toLowerCase(Locale.ROOT))
          .forEach(fault -> errors.invalid(field, key, fault));
      characters += key.length() + annotation.getValue().asString("").length();
    }
    if (characters > ANNOTATIONS_AT_MOST) errors.tooLong(field, ANNOTATIONS_AT_MOST);
  }

  private static void refuseNewFinalizers(JsonNode metadata, JsonNode before, FieldErrors errors) {
    List<String> known = Json.list(before, "finalizers", name -> name.asString(""));
    List<String> added = Json.list(metadata, "finalizers", name -> name.asString("")).stream()
        .filter(name -> !known.contains(name)).toList();
    if (!added.isEmpty()) {
      String list = String.join(", ", added.stream().map(name -> "\"" + name + "\"").toList());
      errors.forbidden("metadata.finalizers", "no new finalizers can be added if the object is"
          + " being deleted, found new finalizers []string{" + list + "}");
    }
  }

  /// An Event goes after an hour; what it owned would be lost with it.
  private static void refuseEvent(JsonNode owner, FieldErrors errors) {
    if (Json.text(owner, "apiVersion").equals("v1") && Json.text(owner, "kind").equals("Event")) {
      errors.invalid("metadata.ownerReferences", owner,
          "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private static void validateOwners(JsonNode owners, FieldErrors errors) {
    String field = "metadata.ownerReferences";
    Optional<String> controller = Optional.empty();
    for (JsonNode owner : owners) {
      for (String part : List.of("apiVersion", "kind", "name", "uid")) {
        if (Json.text(owner, part).isEmpty()) {
          errors.invalid(field + "." + part, "",
              part.equals("apiVersion") ? "version must not be empty" : "must not be empty");
        }
      }
      refuseEvent(owner, errors);
      if (!Json.flag(owner, "controller")) continue;
      String shown = Json.text(owner, "kind") + "/" + Json.text(owner, "name");
      controller.ifPresent(first -> errors.invalid(field, owners,
          "Only one reference can have Controller set to true. Found \"true\" in references for "
              + first + " and " + shown));
      controller = Optional.of(shown);
    }
  }

  private static void validateFinalizers(JsonNode finalizers, FieldErrors errors) {
    String list = "metadata.finalizers";
    List<String> names = finalizers.valueStream().map(name -> name.asString("")).toList();
    names.forEach(name -> errors.key(list, name));
    if (names.contains("orphan") && names.contains("foregroundDeletion")) {
      errors.invalid(list, finalizers,
          "finalizer orphan and foregroundDeletion cannot be both set");
    }
  }

  /// Checks that finalizers without a prefix are among the few that Kubernetes itself uses.
  static void validateFinalizerNames(JsonNode object, FieldErrors errors) {
    JsonNode finalizers = object.path("metadata").path("finalizers");
    Each.entry(finalizers, "metadata.finalizers", (finalizer, field) -> {
      String name = finalizer.asString("");
      boolean isPlain = !name.contains("/") && Names.faultOfKey(name).isEmpty();
      if (isPlain && !STANDARD_FINALIZERS.contains(name)) {
        errors.invalid(field, name,
            "name is neither a standard finalizer name nor is it fully qualified");
      }
    });
  }
}
