package kube.controlplane.apiserver.custom.schema;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import com.google.re2j.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// Checks that a schema is structural: that it says of every field what it is, once and plainly.
///
/// Only such a schema tells unknown fields from known ones without looking at values.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
public final class StructuralRules {

  private enum Level {
    ROOT("must not be empty at the root"), ITEM(
        "must not be empty for specified array items"), FIELD(
            "must not be empty for specified object fields");

    private final String untyped;

    Level(String untyped) {
      this.untyped = untyped;
    }
  }

  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final String EMBEDDED = "x-kubernetes-embedded-resource";
  private static final String EITHER = "x-kubernetes-int-or-string";
  private static final List<String> UNSUPPORTED = List.of("additionalItems", "patternProperties",
      "definitions", "dependencies", "$ref", "id");
  private static final List<String> NOT_IN_ALTERNATIVES = List.of("x-kubernetes-list-map-keys",
      "x-kubernetes-validations");
  private static final List<String> TYPES = List.of("array", "boolean", "integer", "number",
      "object", "string");

  private final FieldErrors errors;

  private StructuralRules(FieldErrors errors) {
    this.errors = errors;
  }

  /// @param path where the schema stands in its definition
  public static void validate(JsonNode schema, String path, FieldErrors errors) {
    new StructuralRules(errors).schema(schema, path, Level.ROOT);
    if (errors.isEmpty()) {
      DefaultRules.validate(schema, path, errors);
      CelRules.check(schema, path, errors);
    }
  }

  private void schema(JsonNode schema, String path, Level level) {
    for (String word : UNSUPPORTED) {
      if (schema.has(word)) errors.forbidden(path + "." + word, word + " is not supported");
    }
    if (Json.flag(schema, "uniqueItems")) {
      errors.forbidden(path + ".uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    type(schema, path, level);
    extensions(schema, path);
    lists(schema, path);
    alternatives(schema, path);
    if (level == Level.ROOT || Json.flag(schema, EMBEDDED)) metadata(schema, path, level);
    below(schema, path, level);
  }

  private void below(JsonNode schema, String path, Level level) {
    JsonNode items = schema.path("items");
    if (items.isArray()) {
      errors.forbidden(path + ".items", "items must be a schema object and not an array");
    } else if (items.isObject()) {
      schema(items, path + ".items", Level.ITEM);
    } else if (Json.text(schema, "type").equals("array")) {
      errors.required(path + ".items", "must be specified");
    }
    JsonNode others = schema.path("additionalProperties");
    boolean excludesOthers = !schema.path("properties").isEmpty()
        && (others.isObject() || (others.isBoolean() && !others.asBoolean()));
    if (excludesOthers) {
      errors.forbidden(path + ".additionalProperties",
          "additionalProperties and properties are mutual exclusive");
    }
    if (!others.isMissingNode() && level == Level.ROOT) {
      errors.forbidden(path + ".additionalProperties", "must not be used at the root");
    }
    if (others.isObject()) schema(others, path + ".additionalProperties", Level.FIELD);
    schema.path("properties").forEachEntry((name, field) -> {
      boolean isRootMetadata = level == Level.ROOT && name.equals("metadata");
      if (!isRootMetadata) schema(field, path + ".properties[" + name + "]", Level.FIELD);
    });
  }

  private void type(JsonNode schema, String path, Level level) {
    String type = Json.text(schema, "type");
    boolean mayBeUntyped = Json.flag(schema, EITHER) || Json.flag(schema, PRESERVE);
    if (Json.flag(schema, EMBEDDED) && !type.equals("object")) {
      String must = "must be object if " + EMBEDDED + " is true";
      if (type.isEmpty()) errors.required(path + ".type", must);
      else
        errors.invalid(path + ".type", type, must);
    } else if (type.isEmpty() && !mayBeUntyped) {
      errors.required(path + ".type", level.untyped);
    } else if (type.equals("null")) {
      errors.forbidden(path + ".type",
          "type cannot be set to null, use nullable as an alternative");
    } else if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
      errors.invalid(path + ".type", type, "must be object at the root");
    } else if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.notSupported(path + ".type", type, TYPES);
    }
  }

  private void extensions(JsonNode schema, String path) {
    JsonNode preserve = schema.path(PRESERVE);
    if (preserve.isBoolean() && !preserve.asBoolean()) {
      errors.invalid(path + "." + PRESERVE, preserve, "must be true or undefined");
    }
    boolean isEither = Json.flag(schema, EITHER);
    for (String word : List.of(PRESERVE, EMBEDDED)) {
      if (isEither && Json.flag(schema, word)) {
        errors.invalid(path + "." + word, schema.path(word),
            "must be false if " + EITHER + " is true");
      }
    }
    boolean holdsNothing = Json.flag(schema, EMBEDDED) && !Json.flag(schema, PRESERVE)
        && schema.path("properties").isEmpty();
    if (holdsNothing) {
      errors.required(path + ".properties",
          "must not be empty if " + EMBEDDED + " is true without " + PRESERVE);
    }
    String pattern = Json.text(schema, "pattern");
    try {
      var _ = Formats.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      errors.invalid(path + ".pattern", pattern,
          "must be a valid regular expression, but isn't: error parsing regexp: "
              + malformed.getDescription() + ": `" + malformed.getPattern() + "`");
    }
  }

  private void lists(JsonNode schema, String path) {
    String word = path + ".x-kubernetes-list-type";
    String listType = Json.text(schema, "x-kubernetes-list-type");
    JsonNode keys = schema.path("x-kubernetes-list-map-keys");
    if (!listType.isEmpty() && !Json.text(schema, "type").equals("array")) {
      errors.invalid(path + ".type", Json.text(schema, "type"),
          "must be array if x-kubernetes-list-type is specified");
    }
    if (!listType.isEmpty() && !List.of("atomic", "set", "map").contains(listType)) {
      errors.notSupported(word, listType, List.of("atomic", "set", "map"));
    }
    if (!keys.isEmpty() && !listType.equals("map")) {
      errors.invalid(word, listType,
          "must be map if x-kubernetes-list-map-keys is non-empty");
    }
    if (!listType.equals("map")) return;
    if (keys.isEmpty()) {
      errors.required(path + ".x-kubernetes-list-map-keys",
          "must not be empty if x-kubernetes-list-type is map");
    }
    for (JsonNode key : keys) {
      String name = key.asString("");
      JsonNode field = schema.path("items").path("properties").path(name);
      if (field.isMissingNode()) {
        errors.invalid(path + ".x-kubernetes-list-map-keys", keys,
            "entries must all be names of item properties");
      } else if (!isRequired(schema.path("items"), name) && !field.has("default")) {
        errors.required(path + ".items.properties[" + name + "].default",
            "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                + " required property");
      }
    }
  }

  private static boolean isRequired(JsonNode schema, String name) {
    return schema.path("required").valueStream().anyMatch(one -> one.asString("").equals(name));
  }

  /// Of the metadata, a schema may only narrow the names.
  private void metadata(JsonNode schema, String path, Level level) {
    JsonNode properties = schema.path("properties");
    for (String name : List.of("apiVersion", "kind")) {
      String type = Json.text(properties.path(name), "type");
      if (properties.has(name) && !type.equals("string")) {
        errors.invalid(path + ".properties[" + name + "].type", type, "must be string");
      }
    }
    JsonNode metadata = properties.path("metadata");
    if (metadata.isMissingNode()) return;
    String place = path + ".properties[metadata]";
    if (!Json.text(metadata, "type").equals("object")) {
      errors.invalid(place + ".type", Json.text(metadata, "type"), "must be object");
    }
    boolean saysMore = metadata.propertyStream()
        .anyMatch(word -> !List.of("type", "properties", "description").contains(word.getKey()))
        || metadata.path("properties").propertyStream().anyMatch(
            field -> !List.of("name", "generateName").contains(field.getKey()));
    if (level == Level.ROOT && saysMore) {
      errors.forbidden(place, "must not specify anything other than name and generateName, but"
          + " metadata is implicitly specified");
    }
  }

  private void alternatives(JsonNode schema, String path) {
    for (String word : List.of("allOf", "anyOf", "oneOf")) {
      int at = 0;
      for (JsonNode one : schema.path(word)) {
        alternative(one, path + "." + word + "[" + at++ + "]", Json.flag(schema, EITHER));
      }
    }
    if (schema.has("not")) alternative(schema.get("not"), path + ".not", false);
  }

  /// An alternative only restricts values; what a field is stands outside of it.
  private void alternative(JsonNode schema, String path, boolean ofEither) {
    if (schema.has("type") && !ofEither) {
      errors.forbidden(path + ".type", "must be empty to be structural");
    }
    if (schema.has("additionalProperties")) {
      errors.forbidden(path + ".additionalProperties", "must be undefined to be structural");
    }
    if (schema.has("default")) {
      errors.forbidden(path + ".default", "must be undefined to be structural");
    }
    for (String word : List.of("title", "description")) {
      if (!Json.text(schema, word).isEmpty()) {
        errors.forbidden(path + "." + word, "must be empty to be structural");
      }
    }
    for (String word : List.of("nullable", PRESERVE, EMBEDDED, EITHER)) {
      if (Json.flag(schema, word)) {
        errors.forbidden(path + "." + word, "must be false to be structural");
      }
    }
    for (String word : List.of("x-kubernetes-list-type", "x-kubernetes-map-type")) {
      if (schema.has(word)) {
        errors.forbidden(path + "." + word, "must be undefined to be structural");
      }
    }
    for (String word : NOT_IN_ALTERNATIVES) {
      if (!schema.path(word).isEmpty()) {
        errors.forbidden(path + "." + word, "must be empty to be structural");
      }
    }
    schema.path("properties").forEachEntry((name, field) -> {
      String place = path + ".properties[" + name + "]";
      if (name.equals("metadata")) {
        errors.forbidden(place, "must not be specified in a nested context");
      }
      alternative(field, place, false);
    });
    if (schema.path("items").isObject()) alternative(schema.get("items"), path + ".items", false);
    alternatives(schema, path);
  }
}
