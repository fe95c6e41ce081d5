package kube.foundation.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Chooses objects by their labels: every requirement must hold.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
public record LabelSelector(List<Requirement> requirements) {

  /// What one label must be like.
  public enum Operator {
    IN, NOT_IN, EXISTS, DOES_NOT_EXIST, GREATER_THAN, LESS_THAN
  }

  /// One condition on the label `key`. `NOT_IN` also holds where the label is absent.
  ///
  /// Only a selector in a URL compares numbers; `matchExpressions` cannot.
  public record Requirement(String key, Operator operator, List<String> values) {

    public Requirement { values = List.copyOf(values); }

    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GREATER_THAN -> difference(value) > 0;
        case LESS_THAN -> difference(value) < 0;
      };
    }

    /// How the number of the label compares with the one asked for; 0 when it is none.
    private int difference(@Nullable String label) {
      return label != null && label.matches("[-+]?[0-9]{1,18}")
          ? Long.compare(Long.parseLong(label), Long.parseLong(values.getFirst()))
          : 0;
    }
  }

  public LabelSelector { requirements = List.copyOf(requirements); }

  /// The selector that chooses everything.
  public static LabelSelector everything() {
    return new LabelSelector(List.of());
  }

  /// Reads `matchLabels` and `matchExpressions`. Unknown operators are the API server's to refuse.
  public static LabelSelector of(JsonNode tree) {
    List<Requirement> requirements = new ArrayList<>();
    Json.texts(tree, "matchLabels").forEach(
        (key, value) -> requirements.add(new Requirement(key, Operator.IN, List.of(value))));
    tree.path("matchExpressions").forEach(expression -> requirements.add(requirement(expression)));
    return new LabelSelector(requirements);
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  private static Requirement requirement(JsonNode tree) {
    Operator operator = switch (Json.text(tree, "operator")) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
      case String unknown ->
        throw new IllegalArgumentException("not a label selector operator: " + unknown);
    };
    return new Requirement(Json.text(tree, "key"), operator,
        Json.list(tree, "values", value -> value.asString("")));
  }
}
