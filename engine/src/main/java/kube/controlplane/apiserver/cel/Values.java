package kube.controlplane.apiserver.cel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Turns JSON into the values that expressions compute with, and back.
public final class Values {

  private Values() {}

  /// The value of any JSON; whole numbers are 64 bits wide.
  public static Object of(JsonNode json) {
    if (json.isString()) return json.asString("");
    if (json.isBoolean()) return json.asBoolean();
    if (json.isIntegralNumber() && json.canConvertToLong()) return json.asLong();
    if (json.isNumber()) return json.asDouble();
    if (json instanceof ArrayNode list) {
      List<Object> values = new ArrayList<>(list.size());
      list.forEach(element -> values.add(of(element)));
      return values;
    }
    if (json instanceof ObjectNode object) {
      Map<String, Object> values = new LinkedHashMap<>();
      object.forEachEntry((name, value) -> values.put(name, of(value)));
      return values;
    }
    return NullValue.NULL_VALUE;
  }

  public static Object nothing() {
    return NullValue.NULL_VALUE;
  }

  /// An optional value, for `oldSelf` of an object that is new.
  public static Object optional(Optional<Object> value) {
    return value;
  }

  /// The JSON of a value that an expression came to.
  public static JsonNode toJson(Object value) {
    return switch (value) {
      case String text -> StringNode.valueOf(text);
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Long number -> LongNode.valueOf(number);
      case Integer number -> LongNode.valueOf(number);
      case Double number -> DoubleNode.valueOf(number);
      case Instant moment -> StringNode.valueOf(moment.toString());
      case Duration duration -> StringNode.valueOf(duration.toSeconds() + "s");
      case Optional<?> optional -> optional.<JsonNode>map(Values::toJson)
          .orElse(NullNode.instance);
      case CelByteString bytes -> StringNode.valueOf(
          java.util.Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case List<?> list -> {
        ArrayNode array = Json.object().putArray("list");
        list.forEach(element -> array.add(toJson(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((name, element) -> object.set(name.toString(), toJson(element)));
        yield object;
      }
      case NullValue _ -> NullNode.instance;
      default -> StringNode.valueOf(value.toString());
    };
  }
}
