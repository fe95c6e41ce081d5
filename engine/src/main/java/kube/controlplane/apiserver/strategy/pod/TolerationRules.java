package kube.controlplane.apiserver.strategy.pod;

import java.util.List;

import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for tolerations, which let a Pod onto a node in spite of a taint.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
final class TolerationRules {

  static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private TolerationRules() {}

  static void validate(JsonNode tolerations, String list, FieldErrors errors) {
    Each.entry(tolerations, list, (toleration, field) -> validateOne(toleration, field, errors));
  }

  private static void validateOne(JsonNode toleration, String field, FieldErrors errors) {
    String key = Json.text(toleration, "key");
    String operator = Json.text(toleration, "operator");
    String effect = Json.text(toleration, "effect");
    if (!key.isEmpty()) errors.key(field + ".key", key);
    if (key.isEmpty() && !operator.equals("Exists")) {
      errors.invalid(field + ".operator", operator, "operator must be Exists when `key` is empty,"
          + " which means \"match all values and all keys\"");
    }
    if (toleration.has("tolerationSeconds") && !effect.equals("NoExecute")) {
      errors.invalid(field + ".effect", effect,
          "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    validateValue(operator, Json.text(toleration, "value"), field + ".operator", errors);
    if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
      errors.notSupported(field + ".effect", effect, EFFECTS);
    }
  }

  private static void validateValue(String operator, String value, String field,
      FieldErrors errors) {
    switch (operator) {
      case "", "Equal" -> {
        List<String> faults = Names.LABEL_VALUE.faults(value);
        if (!faults.isEmpty()) errors.invalid(field, value, String.join(";", faults));
      }
      case "Exists" -> {
        if (!value.isEmpty()) {
          errors.invalid(field, value, "value must be empty when `operator` is 'Exists'");
        }
      }
      default -> errors.notSupported(field, operator, List.of("Equal", "Exists"));
    }
  }
}
