package kube.foundation.api.plain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One JSON value, which never changes: whoever wants another one makes it.
///
/// A learner's part sees the JDK and its slot's types, and no library. This is what it takes objects
/// apart with: a `switch` over six records. As a text, a value is its JSON without spaces.
///
/// **Leaves out** numbers in the notation that they came in: `1e2` and `100` are two ways to write one
/// value, and only the digits are kept.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/
public sealed interface JsonValue {

  /// A JSON object: its fields in the order in which they came.
  record Fields(Map<String, JsonValue> all) implements JsonValue {

    public Fields { all = Collections.unmodifiableMap(new LinkedHashMap<>(all)); }

    /// An object without fields.
    public static Fields none() {
      return new Fields(Map.of());
    }

    /// What the field holds; empty when there is no such field.
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(all.get(name));
    }

    public boolean has(String name) {
      return all.containsKey(name);
    }

    /// The object in a field; one without fields when there is none.
    public Fields fields(String name) {
      return all.get(name) instanceof Fields inside ? inside : none();
    }

    /// The items of the list in a field; none when there is no list.
    public List<JsonValue> items(String name) {
      return all.get(name) instanceof Items inside ? inside.all() : List.of();
    }

    /// The text in a field, or the digits of its number; empty when it holds neither.
    public String text(String name) {
      return switch (all.get(name)) {
        case Text(String text) -> text;
        case Numeral(BigDecimal number) -> number.toPlainString();
        case null, default -> "";
      };
    }

    /// The same object with this field; one that was there keeps its place.
    public Fields with(String name, JsonValue value) {
      Map<String, JsonValue> changed = new LinkedHashMap<>(all);
      changed.put(name, value);
      return new Fields(changed);
    }

    /// The same object without this field.
    public Fields without(String name) {
      Map<String, JsonValue> changed = new LinkedHashMap<>(all);
      changed.remove(name);
      return new Fields(changed);
    }

    @Override
    public String toString() {
      return all.entrySet().stream()
          .map(field -> JsonReader.quoted(field.getKey()) + ":" + field.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }
  }

  /// A JSON array.
  record Items(List<JsonValue> all) implements JsonValue {

    public Items { all = List.copyOf(all); }

    @Override
    public String toString() {
      return all.stream().map(JsonValue::toString).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /// A JSON string.
  record Text(String text) implements JsonValue {
    @Override
    public String toString() {
      return JsonReader.quoted(text);
    }
  }

  /// A JSON number.
  record Numeral(BigDecimal number) implements JsonValue {

    public static Numeral of(long number) {
      return new Numeral(BigDecimal.valueOf(number));
    }

    @Override
    public String toString() {
      return number.toString();
    }
  }

  /// `true` or `false`.
  record Flag(boolean isTrue) implements JsonValue {
    @Override
    public String toString() {
      return String.valueOf(isTrue);
    }
  }

  /// The `null` of JSON, which is a value like the others.
  record Nothing() implements JsonValue {
    @Override
    public String toString() {
      return "null";
    }
  }

  /// The value that a text holds. Throws [IllegalArgumentException] when it is no JSON.
  static JsonValue parse(String json) {
    return new JsonReader(json).whole();
  }

  /// The object that a text holds. Throws [IllegalArgumentException] when it is no JSON object.
  static Fields object(String json) {
    if (parse(json) instanceof Fields fields) return fields;
    throw new IllegalArgumentException("This is no JSON object: " + json);
  }
}
