package site.bench.fuzz;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The slow and plain reading of a structural schema: which fields of a value break it.
final class PlainSchema {

  private final Set<String> faults = new TreeSet<>();

  Set<String> faults() {
    return faults;
  }

  void check(JsonNode schema, JsonNode value, String path) {
    JsonNode allowed = schema.path("enum");
    if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) faults.add(path);
    if (value.isNull() && schema.path("nullable").asBoolean(false)) return;
    String type = schema.path("type").asString("");
    boolean fits = switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
    if (!fits) {
      faults.add(path);
      return;
    }
    if (value.isObject()) checkFields(schema, value, path);
    if (value.isArray()) checkItems(schema, value, path);
    if (value.isString()) checkText(schema, value.asString(), path);
    if (value.isNumber()) checkNumber(schema, value.asDouble(), path);
  }

  private void checkFields(JsonNode schema, JsonNode value, String path) {
    schema.path("required").forEach(name -> {
      if (!value.has(name.asString())) faults.add(path + "." + name.asString());
    });
    JsonNode named = schema.path("properties");
    value.forEachEntry((name, field) -> {
      if (named.has(name)) check(named.get(name), field, path + "." + name);
      else if (schema.path("additionalProperties").isObject()) {
        check(schema.get("additionalProperties"), field, path + "." + name);
      }
    });
  }

  private void checkItems(JsonNode schema, JsonNode value, String path) {
    boolean tooMany = schema.has("maxItems") && value.size() > schema.get("maxItems").asInt();
    boolean tooFew = schema.has("minItems") && value.size() < schema.get("minItems").asInt();
    if (tooMany || tooFew) faults.add(path);
    for (int index = 0; index < value.size(); index++) {
      check(schema.path("items"), value.get(index), path + "[" + index + "]");
    }
  }

  private void checkText(JsonNode schema, String text, String path) {
    int length = text.codePointCount(0, text.length());
    boolean tooLong = schema.has("maxLength") && length > schema.get("maxLength").asInt();
    boolean tooShort = schema.has("minLength") && length < schema.get("minLength").asInt();
    boolean unlike = schema.has("pattern")
        && !Pattern.compile(schema.get("pattern").asString()).matcher(text).find();
    if (tooLong || tooShort || unlike) faults.add(path);
  }

  private void checkNumber(JsonNode schema, double number, String path) {
    boolean strictly = schema.path("exclusiveMinimum").asBoolean(false);
    boolean tooSmall = schema.has("minimum") && (strictly
        ? number <= schema.get("minimum").asDouble()
        : number < schema.get("minimum").asDouble());
    boolean tooBig = schema.has("maximum") && number > schema.get("maximum").asDouble();
    boolean uneven = schema.has("multipleOf") && number % schema.get("multipleOf").asDouble() != 0;
    if (tooSmall || tooBig || uneven) faults.add(path);
  }
}
