package kube.controlplane.apiserver.custom.schema;

import java.math.BigDecimal;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Compares a value with its OpenAPI v3 schema, and says what is wrong in Kubernetes' words.
///
/// On an update, what has not changed is not examined again: a definition that became stricter does
/// not keep its old objects from being changed elsewhere.
///
/// **In Kubernetes:**
/// [kube-openapi's validators](https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation/validate)
public final class SchemaValidation {

  /// What one examination found.
  private record Found(FieldErrors errors, Count passed) {
    static Found nothing() {
      return new Found(new FieldErrors(), new Count());
    }

    boolean isFine() {
      return errors.isEmpty();
    }
  }

  /// How many keywords were satisfied: of several alternatives, the nearest one is reported.
  private static final class Count {
    private int passed;
  }

  private final Found found;

  private SchemaValidation(Found found) {
    this.found = found;
  }

  /// @param old the value before an update; a missing node when there is none
  /// @param path where the value stands; empty for a whole object
  public static FieldErrors validate(JsonNode value, JsonNode old, JsonNode schema, String path) {
    Found found = Found.nothing();
    new SchemaValidation(found).value(value, old, schema, path);
    return found.errors;
  }

  private void value(JsonNode value, JsonNode old, JsonNode schema, String path) {
    if (!old.isMissingNode() && old.equals(value) && !path.isEmpty()) return;
    if (value.isNull() && Json.flag(schema, "nullable")) {
      oneOfEnum(value, schema, path);
      return;
    }
    if (!hasType(value, schema, path)) return;
    alternatives(value, old, schema, path);
    if (value.isString()) text(value, schema, path);
    if (value.isNumber()) number(value, schema, path);
    if (value instanceof ArrayNode list) list(list, old, schema, path);
    oneOfEnum(value, schema, path);
    if (value instanceof ObjectNode object) object(object, old, schema, path);
  }

  private boolean hasType(JsonNode value, JsonNode schema, String path) {
    boolean isEither = Json.flag(schema, "x-kubernetes-int-or-string");
    String type = isEither ? "integer,string" : Json.text(schema, "type");
    String actual = typeOf(value);
    boolean fits = switch (type) {
      case "" -> true;
      case "integer,string" -> actual.equals("integer") || actual.equals("string");
      case "number" -> value.isNumber();
      default -> type.equals(actual);
    };
    if (fits) {
      pass();
    } else {
      found.errors.wrongType(named(path), actual,
          path + " in body must be of type " + type + ": \"" + actual + "\"");
    }
    return fits;
  }

  private static String typeOf(JsonNode value) {
    if (value.isString()) return "string";
    if (value.isBoolean()) return "boolean";
    if (value.isNull()) return "null";
    if (value.isArray()) return "array";
    if (value.isObject()) return "object";
    boolean isWhole = value.isIntegralNumber()
        || value.decimalValue().stripTrailingZeros().scale() <= 0;
    return isWhole ? "integer" : "number";
  }

  private void text(JsonNode value, JsonNode schema, String path) {
    String text = value.asString("");
    int length = text.codePointCount(0, text.length());
    JsonNode longest = schema.path("maxLength");
    if (longest.isNumber() && length > longest.asLong()) {
      found.errors.tooLong(named(path), longest.asInt());
    } else {
      pass();
    }
    JsonNode shortest = schema.path("minLength");
    check(!shortest.isNumber() || length >= shortest.asLong(), path, value,
        "should be at least " + shortest + " chars long");
    String pattern = Json.text(schema, "pattern");
    check(pattern.isEmpty() || Formats.matches(text, pattern), path, value,
        "should match '" + pattern + "'");
    String format = Json.text(schema, "format");
    if (!format.isEmpty() && !Formats.fits(text, format)) {
      found.errors.wrongType(named(path), text,
          path + " in body must be of type " + format + ": " + value);
    }
  }

  private void number(JsonNode value, JsonNode schema, String path) {
    BigDecimal number = value.decimalValue();
    JsonNode least = schema.path("minimum");
    if (least.isNumber()) {
      boolean isExcluded = Json.flag(schema, "exclusiveMinimum");
      int comparison = number.compareTo(least.decimalValue());
      check(isExcluded ? comparison > 0 : comparison >= 0, path, value,
          "should be greater than " + (isExcluded ? "" : "or equal to ") + plain(least));
    }
    JsonNode most = schema.path("maximum");
    if (most.isNumber()) {
      boolean isExcluded = Json.flag(schema, "exclusiveMaximum");
      int comparison = number.compareTo(most.decimalValue());
      check(isExcluded ? comparison < 0 : comparison <= 0, path, value,
          "should be less than " + (isExcluded ? "" : "or equal to ") + plain(most));
    }
    JsonNode unit = schema.path("multipleOf");
    if (unit.isNumber() && unit.decimalValue().signum() > 0) {
      check(number.remainder(unit.decimalValue()).signum() == 0, path, value,
          "should be a multiple of " + plain(unit));
    }
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  private void list(ArrayNode list, JsonNode old, JsonNode schema, String path) {
    JsonNode most = schema.path("maxItems");
    if (most.isNumber() && list.size() > most.asLong()) {
      found.errors.tooMany(named(path), list.size(), most.asInt());
    }
    JsonNode least = schema.path("minItems");
    check(!least.isNumber() || list.size() >= least.asLong(), path,
        StringNode.valueOf(Integer.toString(list.size())),
        "should have at least " + least + " items");
    boolean isUnique = Json.flag(schema, "uniqueItems");
    check(!isUnique || ListTypes.duplicates(list).isEmpty(), path, list,
        "shouldn't contain duplicates");
    for (int at = 0; at < list.size(); at++) {
      JsonNode before = ListTypes.counterpart(list, at, old, schema);
      value(list.get(at), before, schema.path("items"), path + "[" + at + "]");
    }
  }

  private void oneOfEnum(JsonNode value, JsonNode schema, String path) {
    JsonNode choices = schema.path("enum");
    if (!choices.isArray()) return;
    boolean isOne = choices.valueStream().anyMatch(choice -> choice.equals(value)
        || (choice.isNumber() && value.isNumber()
            && choice.decimalValue().compareTo(value.decimalValue()) == 0));
    if (isOne) {
      pass();
    } else {
      found.errors.notSupported(named(path), value, choices.valueStream()
          .map(choice -> choice.isString() ? choice.asString("") : choice.toString()).toList());
    }
  }

  private void object(ObjectNode object, JsonNode old, JsonNode schema, String path) {
    JsonNode most = schema.path("maxProperties");
    if (most.isNumber() && object.size() > most.asLong()) {
      found.errors.tooMany(named(path), object.size(), most.asInt());
    }
    JsonNode least = schema.path("minProperties");
    check(!least.isNumber() || object.size() >= least.asLong(), path,
        IntNode.valueOf(least.asInt(0)),
        "should have at least " + least + " properties");
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    object.forEachEntry((name, value) -> {
      String place = path.isEmpty() ? name : path + "." + name;
      if (properties.has(name)) {
        value(value, old.path(name), properties.get(name), place);
      } else if (others.isObject()) {
        value(value, old.path(name), others, place);
      }
    });
    for (JsonNode name : schema.path("required")) {
      String place = path.isEmpty() ? name.asString("") : path + "." + name.asString("");
      if (object.has(name.asString(""))) {
        pass();
      } else {
        found.errors.required(place);
      }
    }
  }

  private void alternatives(JsonNode value, JsonNode old, JsonNode schema, String path) {
    boolean isEither = Json.flag(schema, "x-kubernetes-int-or-string");
    if (!isEither) anyOf(value, old, schema.path("anyOf"), path);
    oneOf(value, old, schema.path("oneOf"), path);
    JsonNode all = schema.path("allOf");
    int satisfied = 0;
    for (JsonNode one : all) {
      Found result = examine(value, old, one, path);
      if (result.isFine()) satisfied++;
      found.errors.addAll(result.errors);
    }
    if (satisfied < all.size()) {
      composite(path, "must validate all the schemas (allOf)"
          + (satisfied == 0 ? ". None validated" : ""));
    }
    JsonNode not = schema.path("not");
    boolean isForbidden = not.isObject() && examine(value, old, not, path).isFine();
    if (isForbidden) composite(path, "must not validate the schema (not)");
  }

  private void anyOf(JsonNode value, JsonNode old, JsonNode schemas, String path) {
    if (schemas.isEmpty()) return;
    Optional<Found> nearest = Optional.empty();
    for (JsonNode schema : schemas) {
      Found result = examine(value, old, schema, path);
      if (result.isFine()) {
        pass();
        return;
      }
      nearest = nearer(nearest, result);
    }
    composite(path, "must validate at least one schema (anyOf)");
    nearest.ifPresent(best -> found.errors.addAll(best.errors));
  }

  private void oneOf(JsonNode value, JsonNode old, JsonNode schemas, String path) {
    if (schemas.isEmpty()) return;
    int satisfied = 0;
    Optional<Found> nearest = Optional.empty();
    for (JsonNode schema : schemas) {
      Found result = examine(value, old, schema, path);
      if (result.isFine()) satisfied++;
      else
        nearest = nearer(nearest, result);
    }
    if (satisfied == 1) {
      pass();
      return;
    }
    composite(path, "must validate one and only one schema (oneOf). "
        + (satisfied == 0
            ? "Found none valid"
            : "Found " + satisfied + " valid alternatives"));
    if (satisfied == 0) nearest.ifPresent(best -> found.errors.addAll(best.errors));
  }

  private static Optional<Found> nearer(Optional<Found> best, Found other) {
    boolean isNearer = best.isEmpty() || other.passed.passed > best.get().passed.passed;
    return isNearer ? Optional.of(other) : best;
  }

  private static Found examine(JsonNode value, JsonNode old, JsonNode schema, String path) {
    Found result = Found.nothing();
    new SchemaValidation(result).value(value, old, schema, path);
    return result;
  }

  /// What is wrong with a value as a whole has no field of its own.
  private void composite(String path, String what) {
    found.errors.invalid("<nil>", "", "\"" + path + "\" " + what);
  }

  private void check(boolean isFine, String path, JsonNode value, String rule) {
    if (isFine) {
      pass();
    } else {
      found.errors.invalid(named(path), value, path + " in body " + rule);
    }
  }

  private void pass() {
    found.passed.passed++;
  }

  private static String named(String path) {
    return path.isEmpty() ? "<nil>" : path;
  }
}
