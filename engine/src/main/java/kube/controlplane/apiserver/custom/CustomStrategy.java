package kube.controlplane.apiserver.custom;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.custom.definition.Definition;
import kube.controlplane.apiserver.custom.schema.CelRules;
import kube.controlplane.apiserver.custom.schema.Defaulting;
import kube.controlplane.apiserver.custom.schema.ListTypes;
import kube.controlplane.apiserver.custom.schema.SchemaValidation;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.ScalePaths;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A custom kind on its way to the store: everything that its definition says of one version.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [customresource/strategy.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/strategy.go)
final class CustomStrategy implements Strategy {

  private static final List<String> BLOCKING = List.of("FieldValueNotSupported",
      "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid");
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private final JsonNode version;
  private final JsonNode schema;
  private final CelRules rules;
  private final boolean hasStatus;

  /// @param version one entry of `spec.versions`
  CustomStrategy(JsonNode version) {
    this.version = version;
    this.schema = Definition.schema(version);
    this.rules = CelRules.of(schema);
    this.hasStatus = version.path("subresources").has("status");
  }

  @Override
  public void setDefaults(ObjectNode object) {
    Defaulting.fill(object, schema);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    if (hasStatus) object.remove("status");
  }

  @Override
  public void validateNew(JsonNode object, FieldErrors errors) {
    examine(object, NOTHING, errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    examine(object, old, errors);
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    examine(object, old, errors);
  }

  private void examine(JsonNode object, JsonNode old, FieldErrors errors) {
    FieldErrors found = SchemaValidation.validate(object, old, schema, "");
    ListTypes.validate(object, schema, "", found);
    boolean isBlocked = found.causes().stream()
        .anyMatch(cause -> BLOCKING.contains(cause.reason()));
    if (!rules.isEmpty() && isBlocked) {
      found.invalid("<nil>", "null", "some validation rules were not checked because the object was"
          + " invalid; correct the existing errors to complete validation");
    } else {
      rules.validate(object, old, found);
    }
    errors.addAll(found);
  }

  /// Without a door of its own, the status is a part of the wish like any other.
  @Override
  public JsonNode wish(JsonNode object) {
    ObjectNode wish = Json.object();
    object.forEachEntry((name, value) -> {
      boolean isWished = !name.equals("metadata") && !(hasStatus && name.equals("status"));
      if (isWished) wish.set(name, value);
    });
    return wish;
  }

  @Override
  public boolean allowsAnyFinalizer() {
    return true;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public List<String> selectableFields() {
    return Json.list(version, "selectableFields",
        field -> Json.text(field, "jsonPath").substring(1));
  }

  @Override
  public String selectableValue(JsonNode object, String field) {
    return Json.at(object, field).asString("");
  }

  @Override
  public ScalePaths scale() {
    JsonNode scale = Json.at(version, "subresources.scale");
    String selector = Json.text(scale, "labelSelectorPath");
    return new ScalePaths(Json.text(scale, "specReplicasPath").substring(1),
        Json.text(scale, "statusReplicasPath").substring(1),
        selector.isEmpty() ? Optional.of("") : Optional.of(selector.substring(1)));
  }
}
