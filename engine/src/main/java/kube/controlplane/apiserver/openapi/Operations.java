package kube.controlplane.apiserver.openapi;

import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what can be done with a kind, and where.
///
/// `kubectl` looks here for three things: the kind that belongs to a path, whether its PATCH takes
/// `dryRun`, and whether it takes `fieldValidation`, which tells that the server checks fields
/// itself.
final class Operations {

  private static final Map<String, List<String>> OF_COLLECTIONS = Map.of(
      "get", List.of("list", "list"), "post", List.of("create", "post"),
      "delete", List.of("deletecollection", "deletecollection"));
  private static final Map<String, List<String>> OF_OBJECTS = Map.of(
      "get", List.of("get", "get"), "put", List.of("update", "put"),
      "patch", List.of("patch", "patch"), "delete", List.of("delete", "delete"));
  private static final List<String> IN_ORDER = List.of("get", "put", "post", "delete", "patch");
  private static final List<String> OF_WRITES = List.of("dryRun", "fieldManager",
      "fieldValidation");

  private final Dialect dialect;
  private final ObjectNode paths;

  Operations(Dialect dialect, ObjectNode paths) {
    this.dialect = dialect;
    this.paths = paths;
  }

  /// Adds the paths of one kind.
  ///
  /// @param group where its group and version are served, such as `apis/apps/v1`
  void add(String group, Kind<?> kind) {
    String scope = kind.namespaced() ? "/namespaces/{namespace}" : "";
    String collection = "/" + group + scope + "/" + kind.plural();
    addAll(collection, kind, OF_COLLECTIONS);
    addAll(collection + "/{name}", kind, OF_OBJECTS);
  }

  private void addAll(String path, Kind<?> kind, Map<String, List<String>> operations) {
    ObjectNode item = Json.object();
    for (String method : IN_ORDER) {
      List<String> words = operations.getOrDefault(method, List.of("", ""));
      if (kind.verbs().contains(words.getFirst())) {
        item.set(method, operation(kind, method, words.getLast()));
      }
    }
    if (!item.isEmpty()) paths.set(path, item);
  }

  private ObjectNode operation(Kind<?> kind, String method, String action) {
    ObjectNode operation = Json.object()
        .put("operationId", action + kind.version() + kind.name())
        .put("x-kubernetes-action", action);
    operation.set("x-kubernetes-group-version-kind", groupVersionKind(kind));
    boolean writes = !method.equals("get") && !method.equals("delete");
    if (writes) {
      ArrayNode parameters = operation.putArray("parameters");
      OF_WRITES.forEach(name -> parameter(parameters, name, "string"));
      if (method.equals("patch")) parameter(parameters, "force", "boolean");
    }
    operation.putObject("responses").putObject("200").put("description", "OK");
    return operation;
  }

  private void parameter(ArrayNode parameters, String name, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
    ObjectNode place = dialect == Dialect.V2 ? parameter : parameter.putObject("schema");
    place.put("type", type).put("uniqueItems", true);
  }

  static ObjectNode groupVersionKind(Kind<?> kind) {
    return Json.object().put("group", kind.group()).put("kind", kind.name())
        .put("version", kind.version());
  }
}
