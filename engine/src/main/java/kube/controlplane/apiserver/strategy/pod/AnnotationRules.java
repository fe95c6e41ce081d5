package kube.controlplane.apiserver.strategy.pod;

import java.util.Map;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for the few annotations of Pods that the API server itself reads.
public final class AnnotationRules {

  public static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

  private AnnotationRules() {}

  /// Whether there is an annotation with a rule.
  public static boolean concern(JsonNode annotations) {
    return annotations.has(MIRROR) || annotations.has(DELETION_COST);
  }

  public static void validate(Map<String, String> annotations, JsonNode spec, String field,
      FieldErrors errors) {
    String mirror = annotations.get(MIRROR);
    if (mirror != null && Json.text(spec, "nodeName").isEmpty()) {
      errors.invalid(field + "[" + MIRROR + "]", mirror,
          "must set spec.nodeName if mirror pod annotation is set");
    }
    String cost = annotations.get(DELETION_COST);
    if (cost != null && !isWhole(cost)) {
      errors.invalid(field + "[" + DELETION_COST + "]", cost, "must be a 32bit integer");
    }
  }

  /// The annotation of a mirror Pod says which file on the node it mirrors, and stays.
  public static void validateUpdate(Map<String, String> after, Map<String, String> before,
      FieldErrors errors) {
    String field = "metadata.annotations[" + MIRROR + "]";
    String old = before.get(MIRROR);
    if (old != null && !old.equals(after.get(MIRROR))) {
      errors.forbidden(field, "may not remove or update mirror pod annotation");
    }
    if (old == null && after.containsKey(MIRROR)) {
      errors.forbidden(field, "may not add mirror pod annotation");
    }
  }

  private static boolean isWhole(String text) {
    if (!text.matches("-?(0|[1-9]\\d{0,9})")) return false;
    long number = Long.parseLong(text);
    return number == (int) number && !text.equals("-0");
  }
}
