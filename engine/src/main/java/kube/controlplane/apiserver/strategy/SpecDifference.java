package kube.controlplane.apiserver.strategy;

import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Compares two wishes, and shows which top-level fields differ, one line a side.
///
/// **In Kubernetes:** the message carries the same in the notation of the Go library go-cmp, which
/// prints Go types; we print JSON.
public final class SpecDifference {

  private SpecDifference() {}

  /// Lines with `-` for what was, and with `+` for what is to be.
  public static String of(JsonNode before, JsonNode after) {
    StringBuilder lines = new StringBuilder();
    TreeSet<String> fields = new TreeSet<>(before.propertyNames());
    fields.addAll(after.propertyNames());
    for (String field : fields) {
      if (same(before.path(field), after.path(field))) continue;
      if (before.has(field)) lines.append("-\t").append(line(field, before));
      if (after.has(field)) lines.append("+\t").append(line(field, after));
    }
    return lines.toString();
  }

  /// Whether both say the same; an empty list or map says as much as none.
  public static boolean same(JsonNode one, JsonNode other) {
    if (one.equals(other)) return true;
    if (isNothing(one) && isNothing(other)) return true;
    if (one.isObject() && other.isObject()) {
      TreeSet<String> fields = new TreeSet<>(one.propertyNames());
      fields.addAll(other.propertyNames());
      return fields.stream().allMatch(field -> same(one.path(field), other.path(field)));
    }
    if (!one.isArray() || !other.isArray() || one.size() != other.size()) return false;
    for (int index = 0; index < one.size(); index++) {
      if (!same(one.path(index), other.path(index))) return false;
    }
    return true;
  }

  /// Gives the field of `changed` the value that it had before.
  public static void restore(ObjectNode changed, JsonNode before, String field) {
    if (before.has(field)) changed.set(field, before.get(field));
    else
      changed.remove(field);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
  }

  private static String line(String field, JsonNode spec) {
    return field + ": " + spec.get(field) + "\n";
  }
}
