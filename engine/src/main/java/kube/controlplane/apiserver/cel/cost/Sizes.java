package kube.controlplane.apiserver.cel.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.cel.names.Escaping;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// How large the values of a schema can be: by what the schema allows, and by what fits into one
/// request.
///
/// @param most how many letters, elements or entries a value has at most
/// @param fewestBytes how many bytes of JSON it takes at least
/// @param elements of a list or a map
/// @param fields of an object, by their names in expressions
///
/// **In Kubernetes:**
/// [common/schemas.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go)
public record Sizes(long most, long fewestBytes, Optional<Sizes> elements,
    Map<String, Sizes> fields) {

  private static final long REQUEST_BYTES_AT_MOST = 3L * 1024 * 1024;
  private static final long BRACES = 2;
  private static final long LONGEST_TIME = 32;
  private static final long DATE = 12;
  private static final Sizes NUMBER = simple(0, 1);
  private static final Sizes TRUTH = simple(0, 4);
  private static final Sizes ANYTHING = simple(Long.MAX_VALUE, 1);

  public Sizes { fields = Map.copyOf(fields); }

  private static Sizes simple(long most, long fewestBytes) {
    return new Sizes(most, fewestBytes, Optional.empty(), Map.of());
  }

  /// Those of a value that nothing is known of.
  public static Sizes unknown() {
    return ANYTHING;
  }

  /// Those of a schema's values.
  ///
  /// @param isWhole whether it is of a whole object, with kind and metadata
  public static Sizes of(JsonNode schema, boolean isWhole) {
    if (Json.flag(schema, "x-kubernetes-int-or-string")) return simple(longestText(schema), 1);
    return switch (Json.text(schema, "type")) {
      case "array" -> list(schema);
      case "object" -> {
        JsonNode values = schema.path("additionalProperties");
        yield values.isObject() && !isWhole ? map(schema, values) : object(schema, isWhole);
      }
      case "boolean" -> TRUTH;
      case "integer", "number" -> NUMBER;
      case "string" -> text(schema);
      default -> ANYTHING;
    };
  }

  private static Sizes list(JsonNode schema) {
    Sizes elements = of(schema.path("items"),
        Json.flag(schema, "items.x-kubernetes-embedded-resource"));
    return new Sizes(limit(schema, "maxItems").orElse(
        (REQUEST_BYTES_AT_MOST - BRACES) / (elements.fewestBytes + 1)), BRACES,
        Optional.of(elements), Map.of());
  }

  private static Sizes map(JsonNode schema, JsonNode values) {
    Sizes elements = of(values, false);
    return new Sizes(limit(schema, "maxProperties").orElse(
        (REQUEST_BYTES_AT_MOST - BRACES) / (elements.fewestBytes + 6)), BRACES,
        Optional.of(elements), Map.of());
  }

  private static Sizes object(JsonNode schema, boolean isWhole) {
    Map<String, Sizes> fields = new LinkedHashMap<>();
    long bytes = BRACES;
    for (var field : schema.path("properties").properties()) {
      Sizes sizes = of(field.getValue(),
          Json.flag(field.getValue(), "x-kubernetes-embedded-resource"));
      Escaping.escape(field.getKey()).ifPresent(name -> fields.put(name, sizes));
      boolean isNeeded = !field.getValue().has("default") && Json
          .list(schema, "required", name -> name.asString("")).contains(field.getKey());
      if (isNeeded) bytes += field.getKey().length() + sizes.fewestBytes + 4;
    }
    if (isWhole) {
      Sizes text = text(Json.object());
      fields.put("apiVersion", text);
      fields.put("kind", text);
      fields.put("metadata", new Sizes(Long.MAX_VALUE, BRACES, Optional.empty(),
          Map.of("name", text, "generateName", text)));
    }
    return new Sizes(Long.MAX_VALUE, bytes, Optional.empty(), fields);
  }

  private static Sizes text(JsonNode schema) {
    return switch (Json.text(schema, "format")) {
      case "duration" -> simple(LONGEST_TIME, 3);
      case "date" -> simple(DATE, DATE);
      case "date-time" -> simple(LONGEST_TIME, 21);
      default -> simple(longestText(schema), BRACES);
    };
  }

  private static long longestText(JsonNode schema) {
    return limit(schema, "maxLength").orElseGet(() -> schema.path("enum").valueStream()
        .map(value -> (long) value.asString("").length()).max(Long::compare)
        .orElse(REQUEST_BYTES_AT_MOST - BRACES));
  }

  private static Optional<Long> limit(JsonNode schema, String field) {
    return schema.path(field).isNumber()
        ? Optional.of(Math.max(0, schema.path(field).asLong()))
        : Optional.empty();
  }

  /// How often a value can stand in one object, when nothing but the request's length limits that.
  public long timesInARequest() {
    return REQUEST_BYTES_AT_MOST / (fewestBytes + 1);
  }
}
