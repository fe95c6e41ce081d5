package kube.controlplane.apiserver.custom.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.cel.Compilation;
import kube.controlplane.apiserver.cel.Environment;
import kube.controlplane.apiserver.cel.Evaluation;
import kube.controlplane.apiserver.cel.Expression;
import kube.controlplane.apiserver.cel.SchemaTypes;
import kube.controlplane.apiserver.cel.Type;
import kube.controlplane.apiserver.cel.Values;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.cost.Sizes;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of a schema, `x-kubernetes-validations`, compiled once and applied to every object.
///
/// A rule that looks at `oldSelf` is asked only where there is an old value to look at; one that
/// failed before, on a value that has not changed since, does not stand in the way.
///
/// **In Kubernetes:**
/// [schema/cel](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel)
public final class CelRules {

  private record Rule(JsonNode source, Expression condition, Optional<Expression> message) {}

  /// The rules of one place of the schema and of the places below it.
  private record Place(JsonNode schema, boolean isWhole, List<Rule> rules, Optional<Place> elements,
      Map<String, Place> fields) {}

  private static final int MESSAGE_AT_MOST = 5 * 1024;

  private final Optional<Place> root;

  private CelRules(Optional<Place> root) {
    this.root = root;
  }

  /// The rules of a schema that [StructuralRules] has found to be in order.
  public static CelRules of(JsonNode schema) {
    return new CelRules(compile(new Spot(schema, true, "", 1), new FieldErrors(),
        new RuleCosts()));
  }

  /// Compiles every rule and notes the faults of those that mean nothing, or may cost too much.
  static void check(JsonNode schema, String path, FieldErrors errors) {
    RuleCosts costs = new RuleCosts();
    var _ = compile(new Spot(schema, true, path, 1), errors, costs);
    costs.close(path, errors);
  }

  /// One place of the schema while it is compiled.
  ///
  /// @param times how often it may stand in one object; 0 when only the request's length limits that
  private record Spot(JsonNode schema, boolean isWhole, String path, long times) {

    Spot field(String name, JsonNode field) {
      return new Spot(field, CelRules.isWhole(field), path + ".properties[" + name + "]", times);
    }

    Optional<Spot> elements() {
      boolean isList = schema.path("items").isObject();
      JsonNode below = schema.path(isList ? "items" : "additionalProperties");
      JsonNode limit = schema.path(isList ? "maxItems" : "maxProperties");
      return below.isObject()
          ? Optional.of(new Spot(below, CelRules.isWhole(below),
              path + (isList ? ".items" : ".additionalProperties"),
              limit.isNumber() ? RuleCosts.product(times, Math.max(1, limit.asLong())) : 0))
          : Optional.empty();
    }

    long timesIn(Sizes self) {
      return times == 0 ? self.timesInARequest() : times;
    }
  }

  private static Optional<Place> compile(Spot spot, FieldErrors errors, RuleCosts costs) {
    List<Rule> rules = rules(spot, errors, costs);
    Optional<Place> elements = spot.elements()
        .flatMap(below -> compile(below, errors, costs));
    Map<String, Place> fields = new LinkedHashMap<>();
    spot.schema.path("properties").forEachEntry((name, field) -> compile(spot.field(name, field),
        errors, costs).ifPresent(place -> fields.put(name, place)));
    boolean isEmpty = rules.isEmpty() && elements.isEmpty() && fields.isEmpty();
    return isEmpty
        ? Optional.empty()
        : Optional.of(new Place(spot.schema, spot.isWhole, rules, elements, fields));
  }

  private static boolean isWhole(JsonNode schema) {
    return Json.flag(schema, "x-kubernetes-embedded-resource");
  }

  private static List<Rule> rules(Spot spot, FieldErrors errors, RuleCosts costs) {
    JsonNode sources = spot.schema.path("x-kubernetes-validations");
    if (sources.isEmpty()) return List.of();
    Type self = SchemaTypes.of(spot.schema, "self", spot.isWhole).orElseGet(Type::anything);
    Sizes sizes = Sizes.of(spot.schema, spot.isWhole);
    List<Rule> rules = new ArrayList<>();
    int at = 0;
    for (JsonNode source : sources) {
      String place = spot.path + ".x-kubernetes-validations[" + at++ + "]";
      Type oldSelf = Json.flag(source, "optionalOldSelf") ? self.optional() : self;
      Environment environment = Environment.of(Map.of("self", self, "oldSelf", oldSelf));
      compile(source, environment, place, errors).ifPresent(rule -> {
        rules.add(rule);
        Map<String, Sizes> known = Map.of("self", sizes, "oldSelf", sizes);
        costs.add("rule", place + ".rule", rule.condition.mostCost(known), spot.timesIn(sizes),
            errors);
        rule.message.ifPresent(message -> costs.add("messageExpression",
            place + ".messageExpression", message.mostCost(known), spot.timesIn(sizes), errors));
      });
    }
    return rules;
  }

  private static Optional<Rule> compile(JsonNode source, Environment environment, String path,
      FieldErrors errors) {
    String text = Json.text(source, "rule");
    if (text.isBlank()) {
      errors.required(path + ".rule", "rule is not specified");
      return Optional.empty();
    }
    Optional<Expression> condition = compiled(environment.condition(text), "rule", source, path,
        errors);
    String message = Json.text(source, "messageExpression");
    Optional<Expression> messageExpression = message.isEmpty()
        ? Optional.empty()
        : compiled(environment.message(message), "messageExpression", source, path, errors);
    return condition.map(expression -> new Rule(source, expression, messageExpression));
  }

  private static Optional<Expression> compiled(Compilation compilation, String field,
      JsonNode source, String path, FieldErrors errors) {
    return switch (compilation) {
      case Compilation.Compiled(Expression expression) -> Optional.of(expression);
      case Compilation.Faulty(String detail) -> {
        String kind = field.equals("rule") ? "" : field + " ";
        errors.invalid(path + "." + field, shown(source), detail.startsWith("compilation")
            ? kind + detail
            : field.equals("rule") ? "cel expression " + detail : field + " " + detail);
        yield Optional.empty();
      }
    };
  }

  /// The whole rule, as messages of the API server show it.
  private static ObjectNode shown(JsonNode rule) {
    ObjectNode shown = Json.object();
    shown.put("Rule", Json.text(rule, "rule")).put("Message", Json.text(rule, "message"))
        .put("MessageExpression", Json.text(rule, "messageExpression"));
    JsonNode reason = rule.path("reason");
    if (reason.isMissingNode()) shown.putNull("Reason");
    else
      shown.set("Reason", reason);
    shown.put("FieldPath", Json.text(rule, "fieldPath"));
    JsonNode optional = rule.path("optionalOldSelf");
    if (optional.isMissingNode()) shown.putNull("OptionalOldSelf");
    else
      shown.set("OptionalOldSelf", optional);
    return shown;
  }

  public boolean isEmpty() {
    return root.isEmpty();
  }

  /// Applies the rules to an object that agrees with the schema otherwise.
  ///
  /// @param old the object before the update; a missing node for a new one
  public void validate(JsonNode object, JsonNode old, FieldErrors errors) {
    Budget budget = Budget.ofObject();
    root.ifPresent(place -> validate(place, object, old, "", new Findings(errors, budget)));
  }

  /// What the rules have found so far, and what they may still cost.
  private record Findings(FieldErrors errors, Budget budget) {}

  private static void validate(Place place, JsonNode value, JsonNode old, String path,
      Findings found) {
    if (value.isNull() || found.budget.isSpent()) return;
    apply(place, value, old, path, found);
    if (value instanceof ArrayNode list) {
      for (int at = 0; at < list.size(); at++) {
        JsonNode before = ListTypes.counterpart(list, at, old, place.schema);
        String element = path + "[" + at + "]";
        if (place.elements.isPresent()) {
          validate(place.elements.get(), list.get(at), before, element, found);
        }
      }
    } else if (value instanceof ObjectNode object) {
      object.forEachEntry((name, field) -> {
        Optional<Place> below = Optional.ofNullable(place.fields.get(name)).or(place::elements);
        boolean isField = place.fields.containsKey(name);
        String at = isField ? (path.isEmpty() ? name : path + "." + name) : path + "[" + name + "]";
        below.ifPresent(deeper -> validate(deeper, field, old.path(name), at, found));
      });
    }
  }

  private static void apply(Place place, JsonNode value, JsonNode old, String path,
      Findings findings) {
    if (place.rules.isEmpty()) return;
    boolean isUpdate = !old.isMissingNode() && !old.isNull();
    Object self = SchemaTypes.value(value, place.schema, place.isWhole);
    Optional<Object> oldSelf = isUpdate
        ? Optional.of(SchemaTypes.value(old, place.schema, place.isWhole))
        : Optional.empty();
    for (Rule rule : place.rules) {
      boolean isOptional = Json.flag(rule.source, "optionalOldSelf");
      boolean isTransition = rule.condition.uses("oldSelf");
      if (isTransition && !isUpdate && !isOptional) continue;
      Map<String, Object> variables = Map.of("self", self, "oldSelf",
          isOptional ? Values.optional(oldSelf) : oldSelf.orElseGet(Values::nothing));
      FieldErrors found = new FieldErrors();
      report(rule, variables, place.schema, path, new Findings(found, findings.budget));
      boolean isOldNews = !isTransition && isUpdate && old.equals(value);
      if (!isOldNews) findings.errors.addAll(found);
      if (findings.budget.isSpent()) {
        findings.errors.invalid(path.isEmpty() ? "<nil>" : path, Json.text(place.schema, "type"),
            Budget.SPENT);
        return;
      }
    }
  }

  private static void report(Rule rule, Map<String, Object> variables, JsonNode schema,
      String path, Findings found) {
    String type = Json.text(schema, "type");
    String place = path.isEmpty() ? "<nil>" : path;
    FieldErrors errors = found.errors;
    switch (rule.condition.evaluate(variables, found.budget)) {
      case Evaluation.Value(Object value) when value.equals(true) -> {}
      case Evaluation.Value _ -> refuse(rule, message(rule, variables, found.budget),
          type, path, errors);
      case Evaluation.Failed failed -> {
        String said = failed.reason();
        String detail = said.equals("no such overload")
            ? "'" + said + "': call arguments did not match a supported operator, function or"
                + " macro signature for rule: " + named(rule)
            : failed.isOutOfBudget()
                ? "'" + said + "': no further validation rules will be run due to call cost exceeds"
                    + " limit for rule: " + named(rule)
                : said + " evaluating rule: " + named(rule);
        errors.invalid(place, type, detail);
      }
    }
  }

  private static void refuse(Rule rule, String message, String type, String path,
      FieldErrors errors) {
    String below = Json.text(rule.source, "fieldPath");
    String place = path + below;
    if (place.startsWith(".")) place = place.substring(1);
    if (place.isEmpty()) place = "<nil>";
    switch (Json.text(rule.source, "reason")) {
      case "FieldValueForbidden" -> errors.forbidden(place, message);
      case "FieldValueRequired" -> errors.required(place, message);
      case "FieldValueDuplicate" -> errors.duplicate(place,
          tools.jackson.databind.node.StringNode.valueOf(type));
      default -> errors.invalid(place, type, message);
    }
  }

  private static String message(Rule rule, Map<String, Object> variables, Budget budget) {
    if (rule.message.isPresent()
        && rule.message.get().evaluate(variables,
            budget) instanceof Evaluation.Value(String text)) {
      String trimmed = text.strip();
      boolean isUsable = !trimmed.isEmpty() && !trimmed.contains("\n")
          && trimmed.length() <= MESSAGE_AT_MOST;
      if (isUsable) return trimmed;
    }
    String fixed = Json.text(rule.source, "message").strip();
    return fixed.isEmpty() ? "failed rule: " + named(rule) : fixed;
  }

  private static String named(Rule rule) {
    String message = Json.text(rule.source, "message").strip();
    return message.isEmpty() ? Json.text(rule.source, "rule").strip() : message;
  }
}
