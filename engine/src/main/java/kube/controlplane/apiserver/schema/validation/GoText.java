package kube.controlplane.apiserver.schema.validation;

import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/// Writes a value the way that Go prints one, because some of Kubernetes' messages hold one.
final class GoText {

  private GoText() {}

  /// `map[spec:map[replicas:3]]`, the keys in the order of the alphabet.
  static String of(JsonNode value) {
    if (value.isObject()) {
      return value.propertyStream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .map(field -> field.getKey() + ":" + of(field.getValue()))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (value.isArray()) {
      return value.valueStream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
    }
    return value.isNull() ? "<nil>" : value.asString();
  }
}
