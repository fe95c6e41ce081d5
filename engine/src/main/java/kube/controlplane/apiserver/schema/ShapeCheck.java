package kube.controlplane.apiserver.schema;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Walks one object beside its shape: finds the first value of a wrong type and every unknown
/// field.
///
/// Unknown fields are removed, so that nothing is stored that nobody can read. Behind this walk,
/// the rest of the server may rely on the types of what it reads.
final class ShapeCheck {

  private static final String SCHEMA_TYPE = "apiextensions.v1.JSONSchemaProps";

  private final Schema schema = Schema.published();
  private final List<String> unknown = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /// Where the walk stands.
  ///
  /// @param struct the name of the type that has the field
  /// @param goPath the fields from the top, as Go's decoder names them: without positions
  /// @param path the fields from the top, with positions
  private record Place(String struct, String goPath, String path) {

    Place into(String newStruct, String name) {
      String dot = path.isEmpty() ? "" : ".";
      return new Place(newStruct, goPath + dot + name, path + dot + name);
    }

    Place at(String position) {
      return new Place(struct, goPath, path + position);
    }
  }

  void walk(ObjectNode object, TypeShape type) {
    walkObject(object, type, new Place(type.name(), "", ""));
  }

  /// Walks only what all objects share; the rest is for others to judge.
  void walkMetadata(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.isMissingNode()) return;
    check(metadata, new ValueShape.ObjectOf("meta.v1.ObjectMeta"),
        new Place("", "metadata", "metadata"));
  }

  /// The first value of a wrong type, in the words of Go's decoder.
  Optional<String> fault() {
    return fault;
  }

  /// The unknown fields, by their paths.
  List<String> unknown() {
    return unknown;
  }

  private void walkObject(ObjectNode object, TypeShape type, Place place) {
    for (String name : List.copyOf(object.propertyNames())) {
      FieldShape shape = type.fields().get(name);
      Place field = place.into(type.name(), name);
      if (shape == null) {
        unknown.add(field.path);
        object.remove(name);
      } else {
        check(object.get(name), shape.value(), field)
            .ifPresent(better -> object.set(name, better));
      }
    }
  }

  /// Checks one value; gives another one where a number is meant as a text.
  private Optional<JsonNode> check(JsonNode value, ValueShape shape, Place place) {
    switch (shape) {
      case ValueShape.ListOf(ValueShape item) -> checkList(value, item, place);
      case ValueShape.MapOf(ValueShape inner) -> checkMap(value, inner, place);
      case ValueShape.ObjectOf(String type) -> {
        if (value instanceof ObjectNode object) {
          walkObject(object, schema.type(type), place);
        } else {
          mismatch(value, schema.type(type).goName(), place);
        }
      }
      case ValueShape.Plain(PlainType type) -> {
        return checkPlain(value, type, place);
      }
    }
    return Optional.empty();
  }

  private void checkList(JsonNode value, ValueShape item, Place place) {
    if (!(value instanceof ArrayNode list)) {
      mismatch(value, "[]" + goName(item), place);
      return;
    }
    for (int at = 0; at < list.size(); at++) {
      int position = at;
      check(list.get(at), item, place.at("[" + at + "]"))
          .ifPresent(better -> list.set(position, better));
    }
  }

  private void checkMap(JsonNode value, ValueShape inner, Place place) {
    if (!(value instanceof ObjectNode map)) {
      mismatch(value, "map[string]" + goName(inner), place);
      return;
    }
    for (String key : List.copyOf(map.propertyNames())) {
      check(map.get(key), inner, place.at("." + key)).ifPresent(better -> map.set(key, better));
    }
  }

  private Optional<JsonNode> checkPlain(JsonNode value, PlainType type, Place place) {
    switch (type) {
      case STRING -> expect(value.isString(), value, type, place);
      case BOOLEAN -> expect(value.isBoolean(), value, type, place);
      case DOUBLE -> expect(value.isNumber(), value, type, place);
      case INT32 -> expect(value.isIntegralNumber() && value.canConvertToInt(), value, type, place);
      case INT64 -> expect(value.isIntegralNumber() && value.canConvertToLong(), value, type,
          place);
      case INT_OR_STRING -> {
        if (!value.isString() && !value.canConvertToInt()) refuseUntyped(value, "int32");
      }
      case BYTES -> checkBytes(value, place);
      case TIME, MICRO_TIME -> checkTime(value);
      case QUANTITY -> {
        return checkQuantity(value);
      }
      case SCHEMA_OR_BOOL, SCHEMA_OR_LIST, SCHEMA_OR_TEXTS -> checkSchema(value, place);
      case ANY -> {}
    }
    return Optional.empty();
  }

  /// A schema within a schema; other values are whatever else the field may be.
  private void checkSchema(JsonNode value, Place place) {
    if (value instanceof ObjectNode object) walkObject(object, schema.type(SCHEMA_TYPE), place);
    if (!(value instanceof ArrayNode list)) return;
    for (int at = 0; at < list.size(); at++) checkSchema(list.get(at), place.at("[" + at + "]"));
  }

  private void checkBytes(JsonNode value, Place place) {
    if (!value.isString()) {
      mismatch(value, "[]uint8", place);
    } else {
      Base64Text.fault(value.asString()).ifPresent(this::refuse);
    }
  }

  private void checkTime(JsonNode value) {
    if (!value.isString()) {
      refuseUntyped(value, "string");
    } else if (!isTime(value.asString())) {
      refuse("parsing time " + value + " as \"2006-01-02T15:04:05Z07:00\": cannot parse "
          + value + " as \"2006\"");
    }
  }

  private Optional<JsonNode> checkQuantity(JsonNode value) {
    if (!(value.isString() || value.isNumber()) || !isQuantity(value.asString())) {
      refuse("quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    return value.isNumber() ? Optional.of(StringNode.valueOf(value.asString())) : Optional.empty();
  }

  private void expect(boolean fits, JsonNode value, PlainType type, Place place) {
    if (!fits) mismatch(value, type.goName(), place);
  }

  private void mismatch(JsonNode value, String wanted, Place place) {
    refuse("json: cannot unmarshal " + found(value, wanted) + " into Go struct field "
        + place.struct + "." + place.goPath + " of type " + wanted);
  }

  private void refuseUntyped(JsonNode value, String wanted) {
    refuse("json: cannot unmarshal " + found(value, wanted) + " into Go value of type " + wanted);
  }

  /// Only the first fault is told, as Go's decoder does.
  private void refuse(String why) {
    if (fault.isEmpty()) fault = Optional.of(why);
  }

  private static String found(JsonNode value, String wanted) {
    if (value.isNumber()) return wanted.startsWith("int") ? "number " + value : "number";
    if (value.isBoolean()) return "bool";
    return value.isString() ? "string" : value.isArray() ? "array" : "object";
  }

  private String goName(ValueShape shape) {
    return switch (shape) {
      case ValueShape.ListOf(ValueShape item) -> "[]" + goName(item);
      case ValueShape.MapOf(ValueShape inner) -> "map[string]" + goName(inner);
      case ValueShape.ObjectOf(String type) -> schema.type(type).goName();
      case ValueShape.Plain(PlainType type) ->
        type == PlainType.BYTES ? "[]uint8" : type.goName();
    };
  }

  private static boolean isTime(String text) {
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      return moment.isAfter(Instant.MIN);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static boolean isQuantity(String text) {
    try {
      return Quantity.parse(text).amount().precision() < 1_000;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
