package site.bench.fuzz;

import java.util.List;
import java.util.Random;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes random structural schemas, and values that mostly follow them.
final class SchemaMill {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "size", "color", "x-y", "n1");
  private static final List<String> TEXTS = List.of("", "a", "red", "green", "ünï", "Up", "x9",
      "a b", "-", "red-green-blue");
  private static final int DEEPEST = 3;

  private final Random random;

  SchemaMill(Random random) {
    this.random = random;
  }

  ObjectNode objectSchema(int depth) {
    ObjectNode schema = Json.object().put("type", "object");
    if (random.nextInt(6) == 0 && depth > 0) {
      schema.set("additionalProperties", schema(depth + 1));
      return schema;
    }
    ObjectNode fields = schema.putObject("properties");
    for (int field = random.nextInt(4) + 1; field > 0; field--) {
      fields.set(oneOf(NAMES), schema(depth + 1));
    }
    if (random.nextBoolean()) {
      schema.putArray("required").add(fields.propertyNames().iterator().next());
    }
    return schema;
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = switch (random.nextInt(depth >= DEEPEST ? 5 : 8)) {
      case 0, 1 -> textSchema();
      case 2 -> numberSchema("integer");
      case 3 -> numberSchema("number");
      case 4 -> Json.object().put("type", "boolean");
      case 5 -> {
        ObjectNode list = Json.object().put("type", "array");
        list.set("items", schema(depth + 1));
        if (random.nextBoolean()) list.put("maxItems", random.nextInt(3));
        if (random.nextInt(3) == 0) list.put("minItems", 1);
        yield list;
      }
      default -> objectSchema(depth);
    };
    if (random.nextInt(8) == 0) schema.put("nullable", true);
    return schema;
  }

  private ObjectNode textSchema() {
    ObjectNode schema = Json.object().put("type", "string");
    switch (random.nextInt(5)) {
      case 0 -> schema.put("maxLength", random.nextInt(6));
      case 1 -> schema.put("minLength", random.nextInt(3));
      case 2 -> schema.put("pattern", oneOf(List.of("^[a-z]+$", "e", "^$|^a", "[0-9]$")));
      case 3 -> schema.putArray("enum").add(oneOf(TEXTS)).add("never");
      default -> schema.put("maxLength", 4).put("minLength", 1);
    }
    return schema;
  }

  private ObjectNode numberSchema(String type) {
    ObjectNode schema = Json.object().put("type", type);
    if (random.nextBoolean()) schema.put("minimum", random.nextInt(5) - 2);
    if (schema.has("minimum") && random.nextBoolean()) schema.put("exclusiveMinimum", true);
    if (random.nextBoolean()) schema.put("maximum", random.nextInt(8));
    if (random.nextInt(4) == 0) schema.put("multipleOf", 1 + random.nextInt(3));
    return schema;
  }

  /// A value of this schema, with an odd one now and then.
  JsonNode value(JsonNode schema, int depth) {
    if (random.nextInt(25) == 0 && depth > 0) return odd();
    if (schema.path("nullable").asBoolean(false) && random.nextInt(3) == 0) return JSON.nullNode();
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode list = JSON.arrayNode();
        for (int item = random.nextInt(4); item > 0; item--) {
          list.add(value(schema.path("items"), depth + 1));
        }
        yield list;
      }
      case "string" -> JSON.stringNode(oneOf(TEXTS));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer" -> JSON.numberNode(random.nextInt(14) - 4);
      default -> JSON.numberNode((random.nextInt(28) - 8) / 2.0);
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    schema.path("properties").forEachEntry((name, field) -> {
      if (random.nextInt(4) > 0) object.set(name, value(field, depth + 1));
    });
    JsonNode more = schema.path("additionalProperties");
    for (int entry = more.isObject() ? random.nextInt(3) : 0; entry > 0; entry--) {
      object.set("k" + entry, value(more, depth + 1));
    }
    if (random.nextInt(10) == 0 && !more.isObject()) object.put("unheardOf", 1);
    return object;
  }

  private JsonNode odd() {
    return switch (random.nextInt(5)) {
      case 0 -> JSON.stringNode(oneOf(TEXTS));
      case 1 -> JSON.numberNode(random.nextInt(9));
      case 2 -> JSON.booleanNode(true);
      case 3 -> JSON.arrayNode();
      default -> Json.object();
    };
  }

  private String oneOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
