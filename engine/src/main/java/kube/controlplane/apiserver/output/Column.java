package kube.controlplane.apiserver.output;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One column of a table: its heading and how its cells are read off an object.
///
/// @param type `string`, `integer`, `boolean` or `date`
/// @param format `name` for the column that names the object; else empty
/// @param priority 0 for the columns that everybody sees, 1 for `-o wide` only
public record Column(String name, String type, String format, int priority,
    BiFunction<JsonNode, Instant, JsonNode> cell) {

  public static final String NONE = "<none>";

  public static Column ofName() {
    return new Column("Name", "string", "name", 0,
        (object, now) -> text(Json.text(object, "metadata.name")));
  }

  public static Column age() {
    return text("Age", (object, now) -> Age.since(object, "metadata.creationTimestamp", now));
  }

  public static Column text(String name, Function<JsonNode, String> cell) {
    return text(name, (object, now) -> cell.apply(object));
  }

  public static Column text(String name, BiFunction<JsonNode, Instant, String> cell) {
    return new Column(name, "string", "", 0, (object, now) -> text(cell.apply(object, now)));
  }

  public static Column number(String name, String path) {
    return new Column(name, "integer", "", 0,
        (object, now) -> IntNode.valueOf(Json.number(object, path, 0)));
  }

  /// A column of numbers that no path leads to, such as how many entries a list has.
  public static Column number(String name, ToIntFunction<JsonNode> cell) {
    return new Column(name, "integer", "", 0,
        (object, now) -> IntNode.valueOf(cell.applyAsInt(object)));
  }

  public static Column flag(String name, String path) {
    return new Column(name, "boolean", "", 0,
        (object, now) -> BooleanNode.valueOf(Json.flag(object, path)));
  }

  /// The moment of creation itself, for kinds that old clients show so.
  public static Column createdAt() {
    return new Column("Created At", "date", "", 0,
        (object, now) -> text(Json.text(object, "metadata.creationTimestamp")));
  }

  /// The same column, for `-o wide` only.
  public Column wide() {
    return new Column(name, type, format, 1, cell);
  }

  ObjectNode definition() {
    return Json.object().put("name", name).put("type", type).put("format", format)
        .put("description", "").put("priority", priority);
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  /// The text at `path`, or `<none>`.
  public static Function<JsonNode, String> orNone(String path) {
    return or(path, NONE);
  }

  /// The text at `path`, or this word.
  public static Function<JsonNode, String> or(String path, String word) {
    return object -> {
      String text = Json.text(object, path);
      return text.isEmpty() ? word : text;
    };
  }
}
