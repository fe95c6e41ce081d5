package kube.controlplane.apiserver.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.cel.names.Escaping;
import kube.foundation.api.Json;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The types and values of a custom kind, as its schema describes them.
///
/// An expression can use only what the schema names. Names that are no identifiers in CEL are
/// escaped: `max-surge` is `self.max__dash__surge`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
public final class SchemaTypes {

  private static final ObjectNode TEXT = Json.object().put("type", "string");

  private SchemaTypes() {}

  /// What a value of this schema is; empty when the schema says nothing about it.
  ///
  /// @param name tells the types of one expression apart, such as `self`
  /// @param isWhole whether the schema is of a whole object, with kind and metadata
  public static Optional<Type> of(JsonNode schema, String name, boolean isWhole) {
    return celType(schema, name, isWhole).map(Type::new);
  }

  private static Optional<CelType> celType(JsonNode schema, String name, boolean isWhole) {
    if (Json.flag(schema, "x-kubernetes-int-or-string")) return Optional.of(SimpleType.DYN);
    return switch (Json.text(schema, "type")) {
      case "array" -> celType(schema.path("items"), name + ".@idx",
          Json.flag(schema, "items.x-kubernetes-embedded-resource"))
          .map(ListType::create);
      case "object" -> {
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject() && !isWhole) {
          yield celType(values, name + ".@elem", false)
              .map(type -> MapType.create(SimpleType.STRING, type));
        }
        yield Optional.of(struct(schema, name, isWhole).cel());
      }
      case "boolean" -> Optional.of(SimpleType.BOOL);
      case "integer" -> Optional.of(SimpleType.INT);
      case "number" -> Optional.of(SimpleType.DOUBLE);
      case "string" -> Optional.of(switch (Json.text(schema, "format")) {
        case "byte" -> SimpleType.BYTES;
        case "duration" -> SimpleType.DURATION;
        case "date", "date-time" -> SimpleType.TIMESTAMP;
        default -> SimpleType.STRING;
      });
      default -> Optional.empty();
    };
  }

  private static Type struct(JsonNode schema, String name, boolean isWhole) {
    Map<String, Type> fields = new LinkedHashMap<>();
    properties(schema, isWhole).forEach((field, shape) -> Escaping.escape(field)
        .ifPresent(escaped -> celType(shape, name + "." + escaped,
            Json.flag(shape, "x-kubernetes-embedded-resource"))
            .ifPresent(type -> fields.put(escaped, new Type(type)))));
    return Type.object(name, fields);
  }

  /// The fields that an expression may use; of a whole object always these.
  private static Map<String, JsonNode> properties(JsonNode schema, boolean isWhole) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schema.path("properties").forEachEntry(properties::put);
    if (!isWhole) return properties;
    properties.put("apiVersion", TEXT);
    properties.put("kind", TEXT);
    ObjectNode metadata = Json.object().put("type", "object");
    ObjectNode names = metadata.putObject("properties");
    names.set("name", TEXT);
    names.set("generateName", TEXT);
    properties.put("metadata", metadata);
    return properties;
  }

  /// The value of JSON that agrees with the schema.
  public static Object value(JsonNode json, JsonNode schema, boolean isWhole) {
    if (json instanceof ArrayNode list) {
      JsonNode items = schema.path("items");
      boolean itemsAreWhole = Json.flag(items, "x-kubernetes-embedded-resource");
      List<Object> values = new ArrayList<>(list.size());
      list.forEach(element -> values.add(value(element, items, itemsAreWhole)));
      return values;
    }
    if (json instanceof ObjectNode object) return object(object, schema, isWhole);
    boolean isNumber = json.isNumber() && Json.text(schema, "type").equals("number");
    if (isNumber) return json.asDouble();
    return json.isString() ? text(json.asString(""), schema) : Values.of(json);
  }

  private static Object object(ObjectNode object, JsonNode schema, boolean isWhole) {
    JsonNode elements = schema.path("additionalProperties");
    Map<String, JsonNode> properties = properties(schema, isWhole);
    Map<String, Object> values = new LinkedHashMap<>();
    object.forEachEntry((name, value) -> {
      JsonNode shape = properties.get(name);
      if (elements.isObject() && !isWhole) {
        values.put(name, value(value, elements, false));
      } else if (shape != null) {
        Escaping.escape(name).ifPresent(escaped -> values.put(escaped, value(value, shape,
            Json.flag(shape, "x-kubernetes-embedded-resource"))));
      }
    });
    return values;
  }

  private static Object text(String text, JsonNode schema) {
    try {
      return switch (Json.text(schema, "format")) {
        case "byte" -> CelByteString.of(java.util.Base64.getDecoder().decode(text));
        case "duration" -> GoDuration.parse(text).<Object>map(Duration::ofNanos).orElse(text);
        case "date" -> Instant.parse(text + "T00:00:00Z");
        case "date-time" -> Instant.parse(text);
        default -> text;
      };
    } catch (DateTimeException | IllegalArgumentException _) {
      return text; // The rules for formats have their own message for this.
    }
  }
}
