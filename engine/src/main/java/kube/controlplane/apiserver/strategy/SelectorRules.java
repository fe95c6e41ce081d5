package kube.controlplane.apiserver.strategy;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for a selector that is written in an object, as a ReplicaSet has one.
public final class SelectorRules {

  private SelectorRules() {}

  /// Checks `selector` of this spec; returns whether it can be used to choose.
  public static boolean validate(JsonNode spec, String field, FieldErrors errors) {
    JsonNode selector = spec.path("selector");
    int before = errors.causes().size();
    if (!spec.has("selector")) {
      errors.required(field);
    } else if (selector.path("matchLabels").isEmpty()
        && selector.path("matchExpressions").isEmpty()) {
      errors.invalid(field, selector, "empty selector is invalid for deployment");
    }
    MetadataRules.validateLabels(selector.path("matchLabels"), field + ".matchLabels", errors);
    int index = 0;
    for (JsonNode expression : selector.path("matchExpressions")) {
      validateExpression(expression, field + ".matchExpressions[" + index++ + "]", errors);
    }
    return errors.causes().size() == before;
  }

  private static void validateExpression(JsonNode expression, String field, FieldErrors errors) {
    String operator = Json.text(expression, "operator");
    boolean hasValues = !expression.path("values").isEmpty();
    switch (operator) {
      case "In", "NotIn" -> {
        if (!hasValues) {
          errors.required(field + ".values",
              "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (hasValues) {
          errors.forbidden(field + ".values",
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> errors.invalid(field + ".operator", operator, "not a valid selector operator");
    }
    String key = Json.text(expression, "key");
    Names.faultOfKey(key).ifPresent(fault -> errors.invalid(field + ".key", key, fault));
  }

}
