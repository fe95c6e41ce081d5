package kube.controlplane.apiserver.schema.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.request.Body;
import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Finds the fields that a text says twice; the tree that is made of it has only the last of each.
///
/// Owned by the one request that is being read.
final class DuplicateFields {

  private final boolean countsLines;
  private final List<String> found = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  /// One object or array that is open.
  private static final class Level {
    private final String path;
    private final boolean isList;
    private final Set<String> names = new HashSet<>();
    private int items;
    private String field = "";

    Level(String path, boolean isList) {
      this.path = path;
      this.isList = isList;
    }

    String place() {
      if (isList) return path + "[" + items + "]";
      return path.isEmpty() ? field : path + "." + field;
    }
  }

  private DuplicateFields(boolean countsLines) {
    this.countsLines = countsLines;
  }

  /// Says of each field that the text repeats where it is, in the order of the text; nothing of a
  /// broken text.
  static List<String> in(byte[] json) {
    try (JsonParser parser = Json.parser(json)) {
      return new DuplicateFields(false).search(parser);
    } catch (JacksonException _) {
      return List.of();
    }
  }

  /// The same for YAML, where Kubernetes counts lines.
  static List<String> inYaml(byte[] yaml) {
    try (JsonParser parser = Body.yamlParser(yaml)) {
      return new DuplicateFields(true).search(parser);
    } catch (JacksonException _) {
      return List.of();
    }
  }

  private List<String> search(JsonParser parser) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      take(token, parser);
    }
    return found;
  }

  private void take(JsonToken token, JsonParser parser) {
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        String path = levels.isEmpty() ? "" : levels.getFirst().place();
        levels.push(new Level(path, token == JsonToken.START_ARRAY));
      }
      case END_OBJECT, END_ARRAY -> {
        levels.pop();
        passItem();
      }
      case PROPERTY_NAME -> {
        Level level = levels.getFirst();
        level.field = parser.currentName();
        if (!level.names.add(level.field)) found.add(told(level, parser));
      }
      default -> passItem();
    }
  }

  private String told(Level level, JsonParser parser) {
    return countsLines
        ? "line " + parser.currentTokenLocation().getLineNr() + ": key \"" + level.field
            + "\" already set in map"
        : "duplicate field \"" + level.place() + "\"";
  }

  private void passItem() {
    if (!levels.isEmpty() && levels.getFirst().isList) levels.getFirst().items++;
  }
}
