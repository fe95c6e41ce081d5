package site.bench.fuzz;

import java.util.List;
import java.util.Random;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes random objects of a schema: mostly of the right shape, with values that are often odd.
final class ObjectMill {

  private static final int DEEPEST = 7;
  private static final int MOST_ITEMS = 3;
  private static final List<String> TEXTS = List.of("a", "web", "default", "nginx:1.27", "TCP",
      "Always", "IfNotPresent", "100m", "64Mi", "10%", "ClusterIP", "", "-", "UPPER", "a/b",
      "a.b.c",
      "\u0000", "ünïcode", "2026-01-01T00:00:00Z", "true", "0", "null", "{}", "x".repeat(300),
      "kubernetes.io/hostname", "In", "Exists", "10.96.0.1", "::1", "*", "$(X)", "80", "http");
  private static final List<Long> NUMBERS = List.of(0L, 1L, -1L, 2L, 30L, 80L, 65_536L,
      2_147_483_648L, Long.MAX_VALUE, Long.MIN_VALUE);

  private final Random random;

  ObjectMill(Random random) {
    this.random = random;
  }

  /// An object of the target's schema with this name.
  ObjectNode object(Target target, String name) {
    JsonNode made = node(target.schemas(), reference(target.schemas(), target.schema()), 0);
    ObjectNode object = made instanceof ObjectNode fields ? fields : Json.object();
    object.remove("status");
    object.put("apiVersion", target.apiVersion()).put("kind", target.kind());
    ObjectNode metadata = random.nextInt(10) == 0
        && object.get("metadata") instanceof ObjectNode odd
            ? odd
            : object.putObject("metadata");
    metadata.put("name", name);
    if (random.nextInt(3) == 0) metadata.putObject("labels").put("app", text());
    if (random.nextInt(20) == 0) metadata.putArray("finalizers").add("example.com/hold");
    return object;
  }

  JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 2 ? 5 : 7)) {
      case 0 -> JsonNodeFactory.instance.stringNode(text());
      case 1 -> JsonNodeFactory.instance.numberNode(number());
      case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case 3 -> JsonNodeFactory.instance.nullNode();
      case 4 -> JsonNodeFactory.instance.numberNode(random.nextGaussian());
      case 5 -> Json.object().set(text(), anything(depth + 1));
      default -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int item = random.nextInt(MOST_ITEMS); item > 0; item--) list.add(anything(depth + 1));
        yield list;
      }
    };
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long number() {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  private JsonNode node(JsonNode schemas, JsonNode schema, int depth) {
    if (random.nextInt(150) == 0) return anything(0);
    JsonNode resolved = resolve(schemas, schema);
    return switch (resolved.path("type").asString("")) {
      case "object" -> fields(schemas, resolved, depth);
      case "array" -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        int items = depth >= DEEPEST ? 0 : random.nextInt(MOST_ITEMS);
        for (; items > 0; items--) list.add(node(schemas, resolved.path("items"), depth + 1));
        yield list;
      }
      case "integer", "number" -> JsonNodeFactory.instance.numberNode(
          random.nextInt(3) == 0 ? number() : random.nextInt(100));
      case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case "string" -> JsonNodeFactory.instance.stringNode(text());
      default -> anything(1);
    };
  }

  private ObjectNode fields(JsonNode schemas, JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    List<String> required = schema.path("required").valueStream().map(it -> it.asString(""))
        .toList();
    schema.path("properties").forEachEntry((name, field) -> {
      boolean wanted = required.contains(name) || random.nextInt(depth < 2 ? 2 : 6) == 0;
      if (wanted && depth < DEEPEST) object.set(name, node(schemas, field, depth + 1));
    });
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject()) {
      for (int entry = random.nextInt(MOST_ITEMS); entry > 0; entry--) {
        object.set(text(), node(schemas, more, depth + 1));
      }
    }
    return object;
  }

  private static JsonNode resolve(JsonNode schemas, JsonNode schema) {
    String reference = schema.path("$ref").asString(
        schema.path("allOf").path(0).path("$ref").asString(""));
    return reference.isEmpty()
        ? schema
        : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static JsonNode reference(JsonNode schemas, String name) {
    return schemas.path(name);
  }
}
