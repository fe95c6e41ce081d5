package kube.controlplane.apiserver.managedfields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Computes with sets of fields in the notation `FieldsV1`, without translating them first.
///
/// A set is a tree. Its branches are `f:name` for a field, `k:{"name":"web"}` for the item of a
/// list with keys and `v:"x"` for that of a set. An empty branch is a member of the set; one that
/// also leads further says so with a dot: `{".":{},"f:image":{}}`. Trees are never changed once
/// made, so that they can be shared.
///
/// **In Kubernetes:** the kind `FieldsV1` of `meta/v1`.
final class FieldSet {

  static final ObjectNode EMPTY = Json.object();

  /// A branch that is a member and leads no further.
  static final ObjectNode MEMBER = Json.object();

  private static final String SELF = ".";

  private FieldSet() {}

  static boolean isMember(JsonNode branch) {
    return branch.isObject() && (branch.isEmpty() || branch.has(SELF));
  }

  /// Whether the text of a client is a set at all.
  static boolean isWellFormed(JsonNode set) {
    if (!set.isObject()) return false;
    for (Map.Entry<String, JsonNode> branch : set.properties()) {
      String element = branch.getKey();
      boolean known = element.equals(SELF) || element.startsWith("f:") || element.startsWith("k:")
          || element.startsWith("v:") || element.startsWith("i:");
      if (!known || !isWellFormed(branch.getValue())) return false;
    }
    return true;
  }

  /// The members of both.
  static ObjectNode union(ObjectNode one, ObjectNode other) {
    if (one.isEmpty()) return other;
    if (other.isEmpty()) return one;
    TreeMap<String, JsonNode> branches = new TreeMap<>();
    one.forEachEntry(branches::put);
    other.forEachEntry((element, branch) -> branches.merge(element, branch, FieldSet::join));
    return tree(branches);
  }

  private static JsonNode join(JsonNode one, JsonNode other) {
    if (one.isEmpty() && other.isEmpty()) return MEMBER;
    TreeMap<String, JsonNode> branches = new TreeMap<>();
    one.forEachEntry(branches::put);
    other.forEachEntry((element, branch) -> branches.merge(element, branch, FieldSet::join));
    if (isMember(one) || isMember(other)) branches.put(SELF, MEMBER);
    return tree(branches);
  }

  /// The members of `set` that `without` has not; `set` itself when there is nothing to take away.
  static ObjectNode difference(ObjectNode set, ObjectNode without) {
    return meet(set, without) ? combine(set, without, false) : set;
  }

  /// The members that both have.
  static ObjectNode intersection(ObjectNode set, ObjectNode with) {
    return meet(set, with) ? combine(set, with, true) : EMPTY;
  }

  /// Whether the two have a member in common; nearly always they have none.
  private static boolean meet(JsonNode one, JsonNode other) {
    for (Map.Entry<String, JsonNode> branch : one.properties()) {
      JsonNode there = other.path(branch.getKey());
      if (there.isMissingNode() || branch.getKey().equals(SELF)) continue;
      boolean both = isMember(branch.getValue()) && isMember(there);
      if (both || meet(branch.getValue(), there)) return true;
    }
    return false;
  }

  private static ObjectNode combine(JsonNode set, JsonNode other, boolean wantsCommon) {
    ObjectNode result = Json.object();
    set.forEachEntry((element, branch) -> {
      if (element.equals(SELF)) return;
      JsonNode there = other.path(element);
      boolean member = isMember(branch) && isMember(there) == wantsCommon;
      ObjectNode inner = combine(branch, there, wantsCommon);
      if (member) {
        result.set(element, inner.isEmpty() ? MEMBER : withSelf(inner));
      } else if (!inner.isEmpty()) {
        result.set(element, inner);
      }
    });
    return result;
  }

  private static ObjectNode withSelf(ObjectNode inner) {
    ObjectNode branch = Json.object();
    branch.set(SELF, MEMBER);
    inner.forEachEntry(branch::set);
    return branch;
  }

  /// The members as paths that people read, such as `.spec.containers[name="web"].image`.
  static List<String> paths(JsonNode set) {
    List<String> paths = new ArrayList<>();
    collect(set, "", paths);
    return paths;
  }

  private static void collect(JsonNode set, String path, List<String> paths) {
    set.forEachEntry((element, branch) -> {
      if (element.equals(SELF)) return;
      String place = path + shown(element);
      if (isMember(branch)) paths.add(place);
      collect(branch, place, paths);
    });
  }

  private static String shown(String element) {
    String content = element.substring(2);
    return switch (element.charAt(0)) {
      case 'f' -> "." + content;
      case 'v' -> "[=" + content + "]";
      case 'k' -> {
        List<String> keys = new ArrayList<>();
        Json.parse(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .forEachEntry((name, value) -> keys.add(name + "=" + value));
        yield "[" + String.join(",", keys) + "]";
      }
      default -> "[" + content + "]";
    };
  }

  private static ObjectNode tree(Map<String, JsonNode> branches) {
    ObjectNode tree = Json.object();
    branches.forEach(tree::set);
    return tree;
  }
}
