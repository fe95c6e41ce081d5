package site.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import kube.foundation.api.Json;

/// Breaks an object at one random place, and says where.
final class Spoiler {

  private static final String UNKNOWN = "zzzUnknown";

  private final Random random;
  private final JsonNode schemas;
  private final JsonNode root;

  /// A place in the object that the schema describes.
  ///
  /// @param holder the object that has the field
  private record Place(ObjectNode holder, String field, JsonNode schema, String path) {}

  Spoiler(Random random, Target target) {
    this.random = random;
    this.schemas = target.schemas();
    this.root = schemas.path(target.schema());
  }

  /// Returns the path of a field that nobody knows; empty when there is no room for one.
  String addUnknown(ObjectNode object) {
    List<Place> rooms = new ArrayList<>(places(object).stream()
        .filter(place -> place.holder.get(place.field) instanceof ObjectNode)
        .filter(place -> isClosed(place.schema)).toList());
    if (rooms.isEmpty()) return "";
    Place room = rooms.get(random.nextInt(rooms.size()));
    ((ObjectNode) room.holder.get(room.field)).put(UNKNOWN, 1);
    return room.path + "." + UNKNOWN;
  }

  /// Returns the path of a value that has another type now; empty when none can have.
  String changeType(ObjectNode object) {
    List<Place> typed = places(object).stream()
        .filter(place -> isTyped(place.schema))
        .filter(place -> !place.schema.path("x-kubernetes-int-or-string").asBoolean(false))
        .filter(place -> !place.path.startsWith("metadata.managedFields")).toList();
    if (typed.isEmpty()) return "";
    Place place = typed.get(random.nextInt(typed.size()));
    place.holder.set(place.field, switch (place.schema.path("type").asString("")) {
      case "string" -> Json.object().put("a", 1);
      case "object", "array" -> JsonNodeFactory.instance.stringNode("text");
      default -> JsonNodeFactory.instance.stringNode("text");
    });
    return place.path;
  }

  private List<Place> places(ObjectNode object) {
    List<Place> found = new ArrayList<>();
    collect(object, root, "", found);
    return found;
  }

  private void collect(ObjectNode object, JsonNode schema, String path, List<Place> found) {
    JsonNode fields = schema.path("properties");
    object.forEachEntry((name, value) -> {
      if (!fields.has(name) || value.isNull()) return;
      JsonNode own = resolve(fields.get(name));
      String place = path.isEmpty() ? name : path + "." + name;
      if (!name.equals("kind") && !name.equals("apiVersion")) {
        found.add(new Place(object, name, own, place));
      }
      if (value instanceof ObjectNode inner) collect(inner, own, place, found);
      if (value instanceof ArrayNode list) {
        for (int index = 0; index < list.size(); index++) {
          if (list.get(index) instanceof ObjectNode item) {
            collect(item, resolve(own.path("items")), place + "[" + index + "]", found);
          }
        }
      }
    });
  }

  /// Whether only one type fits: an object without named fields stands for any JSON.
  private static boolean isTyped(JsonNode schema) {
    String type = schema.path("type").asString("");
    return !type.isEmpty() && (!type.equals("object") || schema.has("additionalProperties")
        || schema.path("properties").size() > 0);
  }

  private static boolean isClosed(JsonNode schema) {
    return schema.path("properties").size() > 0
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
        && !schema.has("additionalProperties");
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asString(
        schema.path("allOf").path(0).path("$ref").asString(""));
    return reference.isEmpty()
        ? schema
        : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
  }
}
