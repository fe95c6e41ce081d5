package kube.controlplane.apiserver.patch;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/// Writes a value as Go prints it, because some messages carry values that way.
final class GoText {

  private GoText() {}

  /// `map[a:1 b:[x y]]`, keys in order.
  static String of(JsonNode value) {
    if (value.isObject()) {
      return new TreeSet<>(value.propertyNames()).stream()
          .map(name -> name + ":" + of(value.path(name)))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (value.isArray()) {
      List<String> items = value.valueStream().map(GoText::of).toList();
      return "[" + String.join(" ", items) + "]";
    }
    return value.isNull() ? "<nil>" : value.asString("");
  }
}
