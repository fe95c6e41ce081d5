package kube.controlplane.apiserver.cel.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import kube.controlplane.apiserver.cel.Compilation;
import kube.controlplane.apiserver.cel.Environment;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.Expression;
import kube.controlplane.apiserver.cel.LazyValues;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The expressions of one policy, ready to be evaluated; every policy in the store has compiled
/// when it was written.
///
/// @param validations what must hold, or what is to be changed, in the order of the policy
public record CompiledPolicy(JsonNode spec, Map<String, Expression> variables,
    List<Named> conditions,
    List<Validation> validations, List<Named> annotations) {

  /// An expression with a name: a match condition or an audit annotation.
  public record Named(String name, Expression expression) {}

  /// One thing that must hold.
  ///
  /// @param source as the policy has it
  public record Validation(JsonNode source, Expression expression, Optional<Expression> message) {}

  /// Compiles everything and notes what means nothing.
  public static CompiledPolicy of(JsonNode policy, FieldErrors errors) {
    JsonNode spec = policy.path("spec");
    boolean hasParams = spec.path("paramKind").isObject();
    Map<String, Expression> variables = new LinkedHashMap<>();
    int at = 0;
    for (JsonNode variable : spec.path("variables")) {
      Environment earlier = PolicyEnvironment.of(hasParams, List.copyOf(variables.keySet()));
      String text = Json.text(variable, "expression");
      check(earlier::anything, text, "spec.variables[" + at++ + "].expression", errors)
          .ifPresent(expression -> variables.put(Json.text(variable, "name"), expression));
    }
    Environment all = PolicyEnvironment.of(hasParams, List.copyOf(variables.keySet()));
    List<Named> conditions = named(spec.path("matchConditions"), "expression", "name",
        PolicyEnvironment.of(hasParams, List.of())::condition, "spec.matchConditions", errors);
    List<Named> annotations = named(spec.path("auditAnnotations"), "valueExpression", "key",
        all::anything, "spec.auditAnnotations", errors);
    List<Validation> validations = new ArrayList<>();
    at = 0;
    for (JsonNode source : spec.path("validations")) {
      validation(source, all, "spec.validations[" + at++ + "]", errors)
          .ifPresent(validations::add);
    }
    at = 0;
    for (JsonNode source : spec.path("mutations")) {
      mutation(source, hasParams, variables.keySet(), "spec.mutations[" + at++ + "]", errors)
          .ifPresent(validations::add);
    }
    return new CompiledPolicy(spec, variables, conditions, validations, annotations);
  }

  private static Optional<Validation> validation(JsonNode source, Environment environment,
      String path, FieldErrors errors) {
    Optional<Expression> condition = check(environment::condition, Json.text(source, "expression"),
        path + ".expression", errors);
    String message = Json.text(source, "messageExpression");
    Optional<Expression> words = message.isEmpty()
        ? Optional.empty()
        : check(environment::message, message, path + ".messageExpression", errors);
    return condition.map(expression -> new Validation(source, expression, words));
  }

  private static Optional<Validation> mutation(JsonNode source, boolean hasParams,
      Iterable<String> variables, String path, FieldErrors errors) {
    List<String> names = new ArrayList<>();
    variables.forEach(names::add);
    Environment environment = PolicyEnvironment.of(hasParams, names);
    boolean isPatch = Json.text(source, "patchType").equals("JSONPatch");
    String field = isPatch ? "jsonPatch" : "applyConfiguration";
    String text = Constructors.asMaps(Json.text(source.path(field), "expression"));
    return check(environment::anything, text, path + "." + field + ".expression", errors)
        .map(expression -> new Validation(source, expression, Optional.empty()));
  }

  private static List<Named> named(JsonNode sources, String field, String name,
      java.util.function.Function<String, Compilation> compiler, String path,
      FieldErrors errors) {
    List<Named> named = new ArrayList<>();
    int at = 0;
    for (JsonNode source : sources) {
      check(compiler, Json.text(source, field), path + "[" + at++ + "]." + field, errors)
          .ifPresent(expression -> named.add(new Named(Json.text(source, name), expression)));
    }
    return named;
  }

  private static Optional<Expression> check(
      java.util.function.Function<String, Compilation> compiler, String text, String path,
      FieldErrors errors) {
    if (text.isBlank()) {
      errors.required(path, path.contains("validations") ? "expression is not specified" : "");
      return Optional.empty();
    }
    return switch (compiler.apply(text)) {
      case Compilation.Compiled(Expression expression) -> Optional.of(expression);
      case Compilation.Faulty(String detail) -> {
        errors.invalid(path, text, detail);
        yield Optional.empty();
      }
    };
  }

  /// The same values, and those of the policy's own variables, which are computed when needed.
  public Map<String, Object> withVariables(Map<String, Object> given) {
    Map<String, Object> all = new LinkedHashMap<>(given);
    BiFunction<Expression, Map<String, Object>, Evaluation> compute = (expression, earlier) -> {
      Map<String, Object> known = new LinkedHashMap<>(given);
      known.put("variables", earlier);
      return expression.evaluate(known);
    };
    Map<String, LazyValues.Source> sources = new LinkedHashMap<>();
    variables.forEach((name, expression) -> sources.put(name,
        earlier -> compute.apply(expression, earlier)));
    all.put("variables", new LazyValues(sources));
    return all;
  }

  public boolean failsClosed() {
    return !Json.text(spec, "failurePolicy").equals("Ignore");
  }
}
