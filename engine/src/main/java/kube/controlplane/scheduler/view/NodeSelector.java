package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Chooses nodes by labels and by name: one of the terms must hold, and of a term every part.
///
/// A selector without terms chooses nothing, and so does a term without parts.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
public record NodeSelector(List<Term> terms) {

  /// @param field whether the part is about the node's name rather than about a label
  /// @param operator `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`
  public record Part(boolean field, String key, String operator, List<String> values) {

    boolean holds(NodeView node) {
      String value = field ? node.name() : node.labels().get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        case "Gt" -> isNumber(value) && Long.parseLong(value) > bound();
        case "Lt" -> isNumber(value) && Long.parseLong(value) < bound();
        default -> false;
      };
    }

    private long bound() {
      return isNumber(values.getFirst()) ? Long.parseLong(values.getFirst()) : 0;
    }

    private static boolean isNumber(@Nullable String value) {
      return value != null && value.matches("-?[0-9]{1,18}");
    }
  }

  public record Term(List<Part> parts) {

    static Term of(JsonNode tree) {
      List<Part> parts = new ArrayList<>();
      tree.path("matchExpressions").forEach(part -> parts.add(part(false, part)));
      tree.path("matchFields").forEach(part -> parts.add(part(true, part)));
      return new Term(List.copyOf(parts));
    }

    private static Part part(boolean field, JsonNode tree) {
      return new Part(field, Json.text(tree, "key"), Json.text(tree, "operator"),
          Json.list(tree, "values", value -> value.asString("")));
    }

    public boolean matches(NodeView node) {
      if (parts.isEmpty()) return false;
      for (Part part : parts) {
        if (!part.holds(node)) return false;
      }
      return true;
    }
  }

  public static NodeSelector of(JsonNode tree) {
    return new NodeSelector(Json.list(tree, "nodeSelectorTerms", Term::of));
  }

  public boolean matches(NodeView node) {
    for (Term term : terms) {
      if (term.matches(node)) return true;
    }
    return false;
  }

  /// The nodes that every term names; empty when one of them names none, and any node might do.
  public Optional<Set<String>> names() {
    Set<String> names = new TreeSet<>();
    for (Term term : terms) {
      Optional<Part> named = term.parts.stream()
          .filter(part -> part.field && part.operator.equals("In")).findFirst();
      if (named.isEmpty()) return Optional.empty();
      names.addAll(named.get().values);
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  /// Whether the node has all these labels.
  static boolean hasAll(Map<String, String> wished, NodeView node) {
    for (var label : wished.entrySet()) {
      if (!label.getValue().equals(node.labels().get(label.getKey()))) return false;
    }
    return true;
  }
}
