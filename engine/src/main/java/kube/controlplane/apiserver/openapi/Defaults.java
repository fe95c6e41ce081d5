package kube.controlplane.apiserver.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;
import kube.foundation.api.Json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What version 3 says of a field beyond its type: the value it has when nobody gives one, and the
/// values that it may have.
///
/// **Models** the empty value of whatever is always written, the defaults that the types themselves
/// name, and the values of Kubernetes' enumerations. **Leaves out** defaults that the server sets
/// by its own rules, as Kubernetes does here too.
final class Defaults {

  private static final List<String> ALWAYS_THERE = List.of("metadata", "spec", "status");

  /// By type and field, such as `core.v1.Container imagePullPolicy`.
  private static final Map<String, Words> WORDS = read();

  private record Words(List<String> values, String usual) {}

  private Defaults() {}

  /// Adds to a property what holds for the field of this type.
  static void add(TypeShape type, FieldShape field, ObjectNode property) {
    if (field.required() || (isObject(field) && ALWAYS_THERE.contains(field.name()))) {
      addInside(property, field.value());
    }
    Words words = WORDS.get(type.id() + " " + field.name());
    if (words == null) return;
    if (!words.usual.isEmpty()) property.put("default", words.usual);
    if (words.values.isEmpty()) return;
    ArrayNode values = property.putArray("enum");
    words.values.forEach(values::add);
  }

  /// Adds to an item of a list, or to a value of a map, what it is when nobody says.
  static ObjectNode addInside(ObjectNode property, ValueShape shape) {
    switch (shape) {
      case ValueShape.ObjectOf(_) -> property.set("default", Json.object());
      case ValueShape.Plain(PlainType plain) -> addZero(property, plain);
      case ValueShape.ListOf(_),ValueShape.MapOf(_) -> {}
    }
    return property;
  }

  private static void addZero(ObjectNode property, PlainType type) {
    switch (type) {
      case STRING -> property.put("default", "");
      case BOOLEAN -> property.put("default", false);
      case INT32, INT64, DOUBLE -> property.put("default", 0);
      default -> {}
    }
  }

  private static boolean isObject(FieldShape field) {
    return field.value() instanceof ValueShape.ObjectOf;
  }

  private static Map<String, Words> read() {
    Map<String, Words> words = new HashMap<>();
    for (String line : text().split("\n")) {
      String[] parts = line.split(" ", 4);
      boolean hasUsual = parts.length == 4;
      words.put(parts[0] + " " + parts[1], new Words(
          parts[2].isEmpty() ? List.of() : List.of(parts[2].split("\\|", -1)),
          hasUsual ? parts[3].substring(1) : ""));
    }
    return words;
  }

  private static String text() {
    try (@Nullable
    InputStream text = Defaults.class.getResourceAsStream("values.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException("the engine's own jar cannot be read", broken);
    }
  }
}
