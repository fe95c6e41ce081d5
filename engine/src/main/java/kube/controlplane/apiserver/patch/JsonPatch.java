package kube.controlplane.apiserver.patch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Performs a list of steps on an object: `add`, `remove`, `replace`, `move`, `copy`, `test`.
///
/// All steps work, or none is seen: the steps change a copy.
///
/// **In Kubernetes:** `application/json-patch+json`, RFC 6902.
public final class JsonPatch {

  /// How much `copy` may add, so that a patch of a few lines cannot fill the memory.
  private static final long COPIED_BYTES_AT_MOST = 3L * 1024 * 1024;

  /// No object that a request brings is deeper, so none that a patch makes may be.
  private static final int DEEPEST = 500;

  private final ObjectNode root;
  private long copiedBytes;

  private JsonPatch(ObjectNode copy) {
    this.root = Json.object();
    root.set("", copy);
  }

  /// The object with the patch applied; empty when a step cannot be done or a test fails.
  public static Optional<JsonNode> apply(JsonNode object, ArrayNode steps) {
    JsonPatch patch = new JsonPatch((ObjectNode) object.deepCopy());
    for (JsonNode step : steps) {
      if (!patch.perform(step)) return Optional.empty();
    }
    return Optional.of(patch.root.path(""));
  }

  private boolean perform(JsonNode step) {
    String path = Json.text(step, "path");
    if (!isPointer(path) || !isPointer(Json.text(step, "from"))) return false;
    Optional<JsonNode> from = find(Json.text(step, "from"));
    return switch (Json.text(step, "op")) {
      case "add" -> step.has("value") && add(path, step.get("value"));
      case "replace" -> step.has("value") && find(path).isPresent() && remove(path)
          && add(path, step.get("value"));
      case "remove" -> remove(path);
      case "copy" -> from.isPresent() && mayCopy(from.get()) && add(path, from.get().deepCopy());
      case "move" -> move(Json.text(step, "from"), path);
      case "test" -> find(path).map(step.path("value")::equals)
          .orElseGet(() -> step.path("value").isNull());
      default -> false;
    };
  }

  /// Nothing can move into itself, so the whole object can move nowhere.
  private boolean move(String from, String path) {
    Optional<JsonNode> value = find(from);
    return value.isPresent() && !from.isEmpty() && remove(from) && add(path, value.get());
  }

  private boolean mayCopy(JsonNode value) {
    copiedBytes += Json.bytes(value).length;
    return copiedBytes <= COPIED_BYTES_AT_MOST;
  }

  private static int depth(JsonNode value) {
    int deepest = 0;
    for (JsonNode part : value) deepest = Math.max(deepest, depth(part));
    return deepest + 1;
  }

  private static boolean isPointer(String path) {
    return path.isEmpty() || path.startsWith("/");
  }

  private Optional<JsonNode> find(String path) {
    JsonNode node = root.path("");
    for (String part : parts(path)) {
      node = node.isArray() ? node.path(index(part, node).orElse(-1)) : node.path(part);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  private boolean add(String path, JsonNode value) {
    if (parts(path).size() + depth(value) > DEEPEST) return false;
    if (path.isEmpty()) {
      root.set("", value);
      return true;
    }
    String last = lastPart(path);
    return switch (parent(path)) {
      case ObjectNode object -> {
        object.set(last, value);
        yield true;
      }
      case ArrayNode array -> {
        int at = last.equals("-") ? array.size() : index(last, array).orElse(-1);
        if (at < 0 || at > array.size()) yield false;
        array.insert(at, value);
        yield true;
      }
      default -> false;
    };
  }

  private boolean remove(String path) {
    if (path.isEmpty()) return find(path).isPresent();
    String last = lastPart(path);
    return switch (parent(path)) {
      case ObjectNode object -> object.remove(last) != null;
      case ArrayNode array -> {
        int at = index(last, array).orElse(-1);
        if (at < 0 || at >= array.size()) yield false;
        array.remove(at);
        yield true;
      }
      default -> false;
    };
  }

  private JsonNode parent(String path) {
    return find(path.substring(0, path.lastIndexOf('/'))).orElse(Json.object().path("missing"));
  }

  private static String lastPart(String path) {
    return parts(path).getLast();
  }

  private static List<String> parts(String path) {
    if (path.isEmpty()) return List.of();
    return Stream.of(path.substring(1).split("/", -1))
        .map(part -> part.replace("~1", "/").replace("~0", "~")).toList();
  }

  /// A place in a list; a negative one counts from the end.
  private static Optional<Integer> index(String part, JsonNode list) {
    String digits = part.startsWith("-") ? part.substring(1) : part;
    boolean isNumber = !digits.isEmpty() && digits.length() < 9
        && digits.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    if (!isNumber) return Optional.empty();
    int number = Integer.parseInt(digits);
    return Optional.of(digits.length() == part.length() ? number : list.size() - number);
  }
}
