package kube.controlplane.apiserver.strategy.extension;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What policies and webhooks mean when they do not say which writes they are about.
final class MatchDefaults {

  private MatchDefaults() {}

  /// @param rules the field with the rules
  static void fill(ObjectNode match, String rules) {
    if (!match.has("matchPolicy")) match.put("matchPolicy", "Equivalent");
    if (!match.has("namespaceSelector")) match.putObject("namespaceSelector");
    if (!match.has("objectSelector")) match.putObject("objectSelector");
    for (JsonNode rule : match.path(rules)) {
      if (rule instanceof ObjectNode object && !object.has("scope")) object.put("scope", "*");
    }
  }
}
