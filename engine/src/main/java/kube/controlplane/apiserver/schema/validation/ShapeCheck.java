package kube.controlplane.apiserver.schema.validation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;
import kube.foundation.api.Moments;
import kube.foundation.api.Quantity;

import org.jspecify.annotations.Nullable;

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

  /// Where the walk stands. It is put into words only when there is something to say.
  ///
  /// @param struct the name of the type that has the field
  /// @param above the place that this one is in; null for the object itself
  /// @param field the name of the field; empty for an item of a list or an entry of a map
  /// @param key of an entry of a map; empty otherwise
  /// @param item the position in a list; -1 otherwise
  private record Place(String struct, @Nullable Place above, String field, String key, int item) {

    static final Place TOP = new Place("", null, "", "", -1);

    Place into(String newStruct, String name) {
      return new Place(newStruct, this, name, "", -1);
    }

    Place at(int position) {
      return new Place(struct, this, "", "", position);
    }

    Place at(String entry) {
      return new Place(struct, this, "", entry, -1);
    }

    /// The fields from the top, as Go's decoder names them: without positions.
    String goPath() {
      return above == null ? "" : joined(above.goPath(), field);
    }

    /// The fields from the top, with positions.
    String path() {
      if (above == null) return "";
      return item >= 0 ? above.path() + "[" + item + "]" : joined(above.path(), field + key);
    }

    private static String joined(String path, String name) {
      return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }
  }

  void walk(ObjectNode object, TypeShape type) {
    walkObject(object, type, Place.TOP);
  }

  /// Walks only what all objects share; the rest is for others to judge.
  void walkMetadata(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.isMissingNode()) return;
    check(metadata, new ValueShape.ObjectOf("meta.v1.ObjectMeta"), Place.TOP.into("", "metadata"));
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
    for (Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator(); fields
        .hasNext();) {
      Map.Entry<String, JsonNode> entry = fields.next();
      FieldShape shape = type.field(entry.getKey());
      JsonNode value = entry.getValue();
      if (shape != null && fitsAtOnce(value, shape.value())) continue;
      Place field = place.into(type.name(), entry.getKey());
      if (shape == null) {
        unknown.add(field.path());
        fields.remove();
      } else {
        entry.setValue(check(value, shape.value(), field));
      }
    }
  }

  /// What nearly all fields are: texts, numbers and truth values where these belong.
  private static boolean fitsAtOnce(JsonNode value, ValueShape shape) {
    return shape instanceof ValueShape.Plain(PlainType type) && switch (type) {
      case STRING -> value.isString();
      case BOOLEAN -> value.isBoolean();
      case INT32 -> value.isInt();
      default -> false;
    };
  }

  /// Checks one value; gives another one where a number is meant as a text.
  private JsonNode check(JsonNode value, ValueShape shape, Place place) {
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
    return value;
  }

  private void checkList(JsonNode value, ValueShape item, Place place) {
    if (!(value instanceof ArrayNode list)) {
      mismatch(value, "[]" + goName(item), place);
      return;
    }
    for (int at = 0; at < list.size(); at++) {
      list.set(at, check(list.get(at), item, place.at(at)));
    }
  }

  private void checkMap(JsonNode value, ValueShape inner, Place place) {
    if (!(value instanceof ObjectNode map)) {
      mismatch(value, "map[string]" + goName(inner), place);
      return;
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode one = entry.getValue();
      if (fitsAtOnce(one, inner)) continue;
      entry.setValue(check(one, inner, place.at(entry.getKey())));
    }
  }

  private JsonNode checkPlain(JsonNode value, PlainType type, Place place) {
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
    return value;
  }

  /// A schema within a schema; other values are whatever else the field may be.
  private void checkSchema(JsonNode value, Place place) {
    if (value instanceof ObjectNode object) walkObject(object, schema.type(SCHEMA_TYPE), place);
    if (!(value instanceof ArrayNode list)) return;
    for (int at = 0; at < list.size(); at++) checkSchema(list.get(at), place.at(at));
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

  private JsonNode checkQuantity(JsonNode value) {
    if (!(value.isString() || value.isNumber()) || !isQuantity(value.asString())) {
      refuse("quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    return value.isNumber() ? StringNode.valueOf(value.asString()) : value;
  }

  private void expect(boolean fits, JsonNode value, PlainType type, Place place) {
    if (!fits) mismatch(value, type.goName(), place);
  }

  private void mismatch(JsonNode value, String wanted, Place place) {
    refuse("json: cannot unmarshal " + found(value, wanted) + " into Go struct field "
        + place.struct + "." + place.goPath() + " of type " + wanted);
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
    if (Moments.isPlain(text)) return true;
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
