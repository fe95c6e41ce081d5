package kube.tools.kubectl.template;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// `eq`, `ne`, `lt`, `le`, `gt` and `ge` of Go's templates, which compare like with like only.
final class Comparing {

  private Comparing() {}

  static JsonNode compare(String name, List<JsonNode> values) {
    if (values.size() < 2) throw new IllegalArgumentException("missing argument for comparison");
    JsonNode left = values.getFirst();
    if (name.equals("eq")) {
      boolean any = false;
      for (JsonNode right : values.subList(1, values.size())) any |= equal(left, right);
      return BooleanNode.valueOf(any);
    }
    JsonNode right = values.get(1);
    return BooleanNode.valueOf(switch (name) {
      case "ne" -> !equal(left, right);
      case "lt" -> less(left, right);
      case "le" -> less(left, right) || equal(left, right);
      case "gt" -> !less(left, right) && !equal(left, right);
      default -> !less(left, right);
    });
  }

  private static boolean equal(JsonNode left, JsonNode right) {
    boolean isNothing = isNothing(left) || isNothing(right);
    if (isNothing) return isNothing(left) && isNothing(right);
    if (left.isContainer() || right.isContainer()) {
      throw new IllegalArgumentException("non-comparable type " + (left.isContainer()
          ? GoText.of(left) + ": " + GoText.type(left)
          : GoText.of(right) + ": " + GoText.type(right)));
    }
    requireAlike(left, right);
    return left.isNumber() ? left.doubleValue() == right.doubleValue() : left.equals(right);
  }

  private static boolean less(JsonNode left, JsonNode right) {
    if (isNothing(left) || left.isContainer() || left.isBoolean()) {
      throw new IllegalArgumentException("invalid type for comparison");
    }
    requireAlike(left, right);
    return left.isString()
        ? left.stringValue().compareTo(right.stringValue()) < 0
        : left.doubleValue() < right.doubleValue();
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static void requireAlike(JsonNode left, JsonNode right) {
    if (!GoText.type(left).equals(GoText.type(right))) {
      throw new IllegalArgumentException("incompatible types for comparison");
    }
  }
}
