package kube.controlplane.apiserver.schema;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  private static final Set<String> LONG_FIELDS = Set.of("terminationGracePeriodSeconds",
      "activeDeadlineSeconds", "tolerationSeconds", "runAsUser", "runAsGroup", "fsGroup",
      "generation", "observedGeneration", "deletionGracePeriodSeconds", "expirationSeconds");

  private final Schema schema = Schema.published();
  private final List<String> unknown = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /// Where the walk stands.
  ///
  /// @param struct the type that has the field
  /// @param goPath the fields from the top, as Go's decoder names them: without positions
  /// @param path the fields from the top, with positions
  private record Place(String struct, String goPath, String path, String field) {

    Place into(String newStruct, String name) {
      String dot = path.isEmpty() ? "" : ".";
      return new Place(newStruct, goPath + dot + name, path + dot + name, name);
    }

    Place at(String position) {
      return new Place(struct, goPath, path + position, field);
    }
  }

  void walk(ObjectNode object, String type) {
    if (schema.isObject(type)) walkObject(object, type, new Place(type, "", "", ""));
  }

  /// Walks only what all objects share; the rest is for others to judge.
  void walkMetadata(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.isMissingNode()) return;
    check(metadata, "ObjectMeta", new Place("", "metadata", "metadata", "metadata"));
  }

  /// The first value of a wrong type, in the words of Go's decoder.
  Optional<String> fault() {
    return fault;
  }

  /// The unknown fields, by their paths.
  List<String> unknown() {
    return unknown;
  }

  private void walkObject(ObjectNode object, String type, Place place) {
    for (String name : List.copyOf(object.propertyNames())) {
      String fieldType = schema.fields(type).get(name);
      Place field = place.into(type, name);
      if (fieldType == null) {
        unknown.add(field.path);
        object.remove(name);
      } else {
        check(object.get(name), fieldType, field).ifPresent(better -> object.set(name, better));
      }
    }
  }

  /// Checks one value; gives another one where a number is meant as a text.
  private Optional<JsonNode> check(JsonNode value, String type, Place place) {
    if (type.equals("any")) return Optional.empty();
    if (type.startsWith("[")) {
      checkList(value, inner(type), place);
    } else if (type.startsWith("{")) {
      checkMap(value, inner(type), place);
    } else if (schema.isObject(type)) {
      if (value instanceof ObjectNode object) walkObject(object, type, place);
      else
        mismatch(value, "v1." + type, place);
    } else {
      return checkPlain(value, type, place);
    }
    return Optional.empty();
  }

  private void checkList(JsonNode value, String type, Place place) {
    if (!(value instanceof ArrayNode list)) {
      mismatch(value, "[]" + goType(type, place), place);
      return;
    }
    for (int at = 0; at < list.size(); at++) {
      int position = at;
      check(list.get(at), type, place.at("[" + at + "]"))
          .ifPresent(better -> list.set(position, better));
    }
  }

  private void checkMap(JsonNode value, String type, Place place) {
    if (!(value instanceof ObjectNode map)) {
      mismatch(value, "map[string]" + goType(type, place), place);
      return;
    }
    for (String key : List.copyOf(map.propertyNames())) {
      check(map.get(key), type, place.at("." + key)).ifPresent(better -> map.set(key, better));
    }
  }

  private Optional<JsonNode> checkPlain(JsonNode value, String type, Place place) {
    boolean fits = switch (type) {
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber() && value.canConvertToLong()
          && (LONG_FIELDS.contains(place.field) || value.canConvertToInt());
      case "intOrString" -> value.isString() || value.canConvertToInt();
      case "time" -> value.isString() && isTime(value.asString());
      default -> (value.isString() || value.isNumber()) && isQuantity(value.asString());
    };
    if (!fits) mismatch(value, goType(type, place), place);
    return fits && type.equals("quantity") && value.isNumber()
        ? Optional.of(StringNode.valueOf(value.asString()))
        : Optional.empty();
  }

  private void mismatch(JsonNode value, String wanted, Place place) {
    if (fault.isPresent()) return;
    fault = Optional.of(switch (wanted) {
      case "resource.Quantity" -> "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
      case "v1.Time" -> "parsing time " + value + " as \"2006-01-02T15:04:05Z07:00\": cannot parse "
          + value + " as \"2006\"";
      default -> "json: cannot unmarshal " + found(value, wanted) + " into Go struct field "
          + place.struct + "." + place.goPath + " of type " + wanted;
    });
  }

  private static String found(JsonNode value, String wanted) {
    if (value.isNumber()) return wanted.startsWith("int") ? "number " + value : "number";
    if (value.isBoolean()) return "bool";
    return value.isString() ? "string" : value.isArray() ? "array" : "object";
  }

  private static String goType(String type, Place place) {
    return switch (type) {
      case "boolean" -> "bool";
      case "integer" -> LONG_FIELDS.contains(place.field) ? "int64" : "int32";
      case "number" -> "float64";
      case "quantity" -> "resource.Quantity";
      case "time" -> "v1.Time";
      case "intOrString" -> "intstr.IntOrString";
      case "string", "any" -> type;
      default -> "v1." + type;
    };
  }

  private static String inner(String type) {
    return type.substring(1, type.length() - 1);
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.MIN);
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
