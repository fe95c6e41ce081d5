package kube.controlplane.apiserver.strategy;

import tools.jackson.databind.JsonNode;

/// The rules for numbers that may also be shares, such as `maxSurge: 1` or `maxSurge: 25%`.
///
/// **In Kubernetes:** `intstr.IntOrString`.
public final class IntOrPercent {

  private IntOrPercent() {}

  /// Checks that the field, when it is there, is a number or a share, and not negative.
  public static void validate(Field field) {
    if (!field.isPresent()) return;
    if (field.value().isString()) {
      field.mustHaveForm(Forms.PERCENT);
    } else {
      field.mustNotBeNegative();
    }
  }

  /// Checks that a share is not more than the whole.
  public static void validateAtMostAll(Field field) {
    if (isPercent(field.value()) && of(field.value()) > 100) {
      field.invalid("must not be greater than 100%");
    }
  }

  /// The number, or the number before the percent sign; 0 when it is neither.
  public static int of(JsonNode value) {
    if (value.isNumber()) return value.asInt(0);
    if (!isPercent(value)) return 0;
    String text = value.asString("");
    String digits = text.substring(0, text.length() - 1);
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static boolean isPercent(JsonNode value) {
    return value.isString() && Forms.PERCENT.fault(value.asString("")).isEmpty();
  }
}
