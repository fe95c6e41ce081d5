package kube.controlplane.apiserver.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The shapes of all objects, by the names of their types.
public final class Schema {

  private static final Schema PUBLISHED = read("schema.json");

  private final SortedMap<String, SortedMap<String, String>> fieldsByType = new TreeMap<>();

  private Schema(JsonNode json) {
    for (Map.Entry<String, JsonNode> type : json.properties()) {
      fieldsByType.put(type.getKey(), Json.texts(json, type.getKey()));
    }
  }

  /// The shapes that Kubernetes publishes.
  public static Schema published() {
    return PUBLISHED;
  }

  /// All types, in the order of their names.
  public SortedMap<String, SortedMap<String, String>> types() {
    return fieldsByType;
  }

  boolean isObject(String type) {
    return fieldsByType.containsKey(type);
  }

  SortedMap<String, String> fields(String type) {
    return Objects.requireNonNull(fieldsByType.get(type), type);
  }

  private static Schema read(String resource) {
    try (InputStream json = Schema.class.getResourceAsStream(resource)) {
      return new Schema(Json.parse(Objects.requireNonNull(json, resource).readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException("the engine's own jar cannot be read", broken);
    }
  }
}
