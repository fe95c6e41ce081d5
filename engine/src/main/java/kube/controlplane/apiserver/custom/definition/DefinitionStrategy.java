package kube.controlplane.apiserver.custom.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Definitions: defaults for the names, and one stored version more with every change of it.
///
/// **In Kubernetes:**
/// [customresourcedefinition/strategy.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go)
public final class DefinitionStrategy implements Strategy {

  /// Holds a definition back until its objects are gone.
  public static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = object.withObject("spec");
    ObjectNode names = spec.withObject("names");
    String kind = Json.text(names, "kind");
    if (Json.text(names, "singular").isEmpty()) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (Json.text(names, "listKind").isEmpty() && !kind.isEmpty()) {
      names.put("listKind", kind + "List");
    }
    ObjectNode conversion = spec.withObject("conversion");
    if (Json.text(conversion, "strategy").isEmpty()) conversion.put("strategy", "None");
    JsonNode service = Json.at(conversion, "webhook.clientConfig.service");
    if (service instanceof ObjectNode reference && !reference.has("port")) {
      reference.put("port", 443);
    }
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    ObjectNode status = object.putObject("status");
    status.putArray("conditions");
    status.putObject("acceptedNames").put("plural", "").put("kind", "");
    noteStoredVersion(object);
  }

  @Override
  public void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {
    if (subresource.isEmpty()) noteStoredVersion(object);
  }

  /// The objects go first: until they are gone, the definition waits.
  @Override
  public void prepareForDelete(ObjectNode object) {
    ArrayNode finalizers = object.withObject("metadata").withArray("finalizers");
    boolean isMarked = finalizers.valueStream()
        .anyMatch(finalizer -> finalizer.asString("").equals(CLEANUP));
    if (!isMarked) finalizers.add(CLEANUP);
  }

  /// Objects of every version that was ever stored may still lie in the store.
  private static void noteStoredVersion(ObjectNode object) {
    ArrayNode stored = object.withObject("status").withArray("storedVersions");
    for (JsonNode version : Json.at(object, "spec.versions")) {
      String name = Json.text(version, "name");
      boolean isKnown = stored.valueStream().anyMatch(one -> one.asString("").equals(name));
      if (Json.flag(version, "storage") && !isKnown) stored.add(name);
    }
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    DefinitionRules.validate(object, errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode spec = object.path("spec");
    JsonNode before = old.path("spec");
    List<String> immutable = new ArrayList<>(List.of("group", "names.plural"));
    if (Definition.isTrue(old, "Established")) immutable.addAll(List.of("scope", "names.kind"));
    for (String field : immutable) {
      errors.immutable("spec." + field, Json.at(before, field), Json.at(spec, field));
    }
    int at = 0;
    for (JsonNode stored : Json.at(object, "status.storedVersions")) {
      String name = stored.asString("");
      boolean exists = spec.path("versions").valueStream()
          .anyMatch(version -> Json.text(version, "name").equals(name));
      if (!exists) {
        errors.invalid("status.storedVersions[" + at + "]", name,
            "missing from spec.versions; " + name + " was previously a storage version, and must"
                + " remain in spec.versions until a storage migration ensures no data remains"
                + " persisted in " + name + " and removes " + name + " from status.storedVersions");
      }
      at++;
    }
  }

  @Override
  public boolean allowsAnyFinalizer() {
    return true;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
