package kube.controlplane.apiserver.strategy.core;

import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/// Shows which top-level fields of a wish differ, one line a side.
///
/// **In Kubernetes:** the message carries the same in the notation of the Go library go-cmp, which
/// prints Go types; we print JSON.
final class SpecDifference {

  private SpecDifference() {}

  static String of(JsonNode before, JsonNode after) {
    StringBuilder lines = new StringBuilder();
    TreeSet<String> fields = new TreeSet<>(before.propertyNames());
    fields.addAll(after.propertyNames());
    for (String field : fields) {
      if (before.path(field).equals(after.path(field))) continue;
      if (before.has(field)) lines.append("-\t").append(line(field, before));
      if (after.has(field)) lines.append("+\t").append(line(field, after));
    }
    return lines.toString();
  }

  private static String line(String field, JsonNode spec) {
    return field + ": " + spec.get(field) + "\n";
  }
}
