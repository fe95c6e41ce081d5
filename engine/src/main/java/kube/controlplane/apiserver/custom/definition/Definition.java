package kube.controlplane.apiserver.custom.definition;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;

/// What one definition says, as far as it takes to serve its kind.
///
/// @param object the whole definition, to be read only
public record Definition(JsonNode object) {

  /// Whether the condition of an object says `True`.
  public static boolean isTrue(JsonNode object, String condition) {
    return Json.at(object, "status.conditions").valueStream()
        .anyMatch(one -> Json.text(one, "type").equals(condition)
            && Json.text(one, "status").equals("True"));
  }

  public String name() {
    return Json.text(object, "metadata.name");
  }

  public boolean isEstablished() {
    return isTrue(object, "Established");
  }

  public boolean isTerminating() {
    return Json.at(object, "metadata").has("deletionTimestamp");
  }

  /// The versions that clients may speak, in the order of their priority.
  public List<JsonNode> served() {
    return Json.at(object, "spec.versions").valueStream()
        .filter(version -> Json.flag(version, "served"))
        .sorted(Versions.BY_PRIORITY).toList();
  }

  public JsonNode stored() {
    return Json.at(object, "spec.versions").valueStream()
        .filter(version -> Json.flag(version, "storage")).findFirst().orElseThrow();
  }

  /// Whether its versions differ in more than their name, so that a webhook has to translate.
  public boolean isTranslated() {
    return Json.text(object, "spec.conversion.strategy").equals("Webhook");
  }

  /// The kind in one of its versions.
  public Kind<AnyObject> kind(JsonNode version) {
    JsonNode names = Json.at(object, "spec.names");
    Kind<AnyObject> kind = Kind.of(Json.text(object, "spec.group"), Json.text(version, "name"),
        Json.text(names, "kind"), Json.text(names, "plural"))
        .withSingular(Json.text(names, "singular"))
        .withShortNames(texts(names, "shortNames"))
        .inCategories(texts(names, "categories"))
        .keptIn(Json.text(object, "spec.group") + "/" + Json.text(names, "plural"));
    if (Json.text(object, "spec.scope").equals("Cluster")) kind = kind.clusterScoped();
    JsonNode subresources = version.path("subresources");
    if (subresources.has("status")) kind = kind.withPart("status");
    return subresources.has("scale") ? kind.withScale() : kind;
  }

  private static String[] texts(JsonNode names, String field) {
    return Json.list(names, field, name -> name.asString("")).toArray(String[]::new);
  }

  public static JsonNode schema(JsonNode version) {
    return Json.at(version, "schema.openAPIV3Schema");
  }

  /// The warning that everybody hears who uses the version; empty when it is not deprecated.
  public Optional<String> warning(JsonNode version) {
    if (!Json.flag(version, "deprecated")) return Optional.empty();
    String own = Json.text(version, "deprecationWarning");
    Kind<?> kind = kind(version);
    return Optional.of(own.isEmpty()
        ? kind.apiVersion() + " " + kind.name() + " is deprecated"
        : own);
  }
}
