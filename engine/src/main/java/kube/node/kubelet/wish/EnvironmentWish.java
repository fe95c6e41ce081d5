package kube.node.kubelet.wish;

import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// Where the variables of a container come from.
///
/// @param sources whole objects whose every key becomes a variable, in their order
/// @param variables single ones, which win over the sources and may use those before them
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/inject-data-application/
public record EnvironmentWish(List<Source> sources, List<Variable> variables) {

  public static final EnvironmentWish NOTHING = new EnvironmentWish(List.of(), List.of());

  /// A ConfigMap or a Secret, each key with the prefix in front.
  public record Source(boolean isSecret, String name, String prefix, boolean optional) {}

  /// One variable.
  public record Variable(String name, Value value) {}

  /// How its value is found.
  public sealed interface Value {
    record Literal(String text) implements Value {}

    record KeyOf(boolean isSecret, String name, String key, boolean optional) implements Value {}

    /// A field of the Pod, such as `status.podIP`.
    record Field(String path) implements Value {}

    /// A request or limit, such as `limits.memory`, of a container (empty: of this one).
    record Amount(String container, String resource, String divisor) implements Value {}
  }

  public EnvironmentWish {
    sources = List.copyOf(sources);
    variables = List.copyOf(variables);
  }

  static EnvironmentWish of(JsonNode container) {
    List<Source> sources = Json.list(container, "envFrom", EnvironmentWish::source);
    List<Variable> variables = Json.list(container, "env",
        tree -> new Variable(Json.text(tree, "name"), value(tree)));
    return sources.isEmpty() && variables.isEmpty()
        ? NOTHING
        : new EnvironmentWish(sources, variables);
  }

  private static Source source(JsonNode tree) {
    boolean isSecret = tree.has("secretRef");
    JsonNode reference = tree.path(isSecret ? "secretRef" : "configMapRef");
    return new Source(isSecret, Json.text(reference, "name"), Json.text(tree, "prefix"),
        Json.flag(reference, "optional"));
  }

  private static Value value(JsonNode tree) {
    JsonNode from = tree.path("valueFrom");
    if (from.has("configMapKeyRef")) return key(false, from.path("configMapKeyRef"));
    if (from.has("secretKeyRef")) return key(true, from.path("secretKeyRef"));
    if (from.has("fieldRef")) return new Value.Field(Json.text(from, "fieldRef.fieldPath"));
    if (from.has("resourceFieldRef")) return amount(from.path("resourceFieldRef"));
    return new Value.Literal(Json.text(tree, "value"));
  }

  private static Value key(boolean isSecret, JsonNode tree) {
    return new Value.KeyOf(isSecret, Json.text(tree, "name"), Json.text(tree, "key"),
        Json.flag(tree, "optional"));
  }

  static Value.Amount amount(JsonNode tree) {
    String divisor = tree.path("divisor").asString("");
    return new Value.Amount(Json.text(tree, "containerName"), Json.text(tree, "resource"),
        divisor.isEmpty() || divisor.equals("0") ? "1" : divisor);
  }
}
