package kube.controlplane.apiserver.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.cel.Compilation.Compiled;
import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.cost.Sizes;
import kube.controlplane.apiserver.custom.schema.StructuralRules;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What expressions cost at most and really, and what becomes of those that cost too much.
///
/// > The API server rejects expressions whose estimated cost is too high.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints
class CostTest {

  private static final String NUMBERS = "{'type':'array','items':{'type':'number'}}";
  private static final String TEN_NUMBERS = NUMBERS.replace("}}", "},'maxItems':10}");

  @Test
  void a_loop_costs_as_much_as_the_longest_list_of_a_request() {
    assertThat(estimate(NUMBERS, "true")).isZero();
    assertThat(estimate(NUMBERS, "self.all(x, true)")).isEqualTo(4_718_591);
    assertThat(estimate(TEN_NUMBERS, "self.all(x, true)")).isEqualTo(32);
    assertThat(estimate("{'type':'string'}", "self.contains('test')")).isEqualTo(314_574);
    assertThat(estimate("{'type':'string','maxLength':10}", "self.contains('test')"))
        .isEqualTo(2);
  }

  @Test
  void a_definition_whose_rules_may_cost_too_much_is_refused() {
    String rule = "'x-kubernetes-validations':[{'rule':'self.all(x, x.contains(`a string`))'}]";
    String list = "{'type':'array','items':{'type':'string'}," + rule + "}";
    assertThat(faults("{'type':'object','properties':{'foo':" + list + "}}")).containsExactly(
        "schema.properties[foo].x-kubernetes-validations[0].rule: Forbidden: estimated rule cost"
            + " exceeds budget by factor of more than 100x (try simplifying the rule, or adding"
            + " maxItems, maxProperties, and maxLength where arrays, maps, and strings are"
            + " declared)",
        "schema.properties[foo].x-kubernetes-validations[0].rule: Forbidden: contributed to"
            + " estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema",
        "schema: Forbidden: x-kubernetes-validations estimated rule cost total for entire OpenAPIv3"
            + " schema exceeds budget by factor of more than 100x (try simplifying the rule, or"
            + " adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are"
            + " declared)");
    assertThat(faults("{'type':'object','properties':{'foo':" + list.replace("'string'}",
        "'string','maxLength':10},'maxItems':25") + "}}")).isEmpty();
  }

  @Test
  void an_expression_that_has_cost_too_much_ends_there() {
    Expression slow = expression(NUMBERS, "self.all(x, self.all(y, x == y))");
    Map<String, Object> values = Map.of("self", Collections.nCopies(2_000, 1.0));
    Budget budget = Budget.ofMatchConditions();
    assertThat(slow.evaluate(values, budget))
        .isEqualTo(new Evaluation.Failed("operation cancelled: actual cost limit exceeded"));
    assertThat(budget.isSpent()).isFalse();
    slow.evaluate(values, budget);
    slow.evaluate(values, budget);
    assertThat(budget.isSpent()).isTrue();
    assertThat(slow.evaluate(Map.of("self", Collections.nCopies(100, 1.0))).isTrue()).isTrue();
  }

  @Test
  void a_format_says_what_is_wrong_with_a_text() {
    String text = "{'type':'string'}";
    assertThat(expression(text, "!format.dns1123Label().validate(self).hasValue()")
        .evaluate(Map.of("self", "my-name")).isTrue()).isTrue();
    assertThat(expression(text, "format.dns1123Label().validate(self).value()[0]")
        .evaluate(Map.of("self", "My_Name"))).asString()
        .contains("a lowercase RFC 1123 label must consist of lower case alphanumeric characters");
    assertThat(expression(text, "format.named('uuid').value().validate(self).value()")
        .evaluate(Map.of("self", "no"))).asString().contains("does not match the UUID format");
    assertThat(expression(text, "format.named('nonsense').hasValue()")
        .evaluate(Map.of("self", "no")).isTrue()).isFalse();
    assertThat(expression(text, "!format.dns1123LabelPrefix().validate(self).hasValue()")
        .evaluate(Map.of("self", "my-")).isTrue()).isTrue();
  }

  private static long estimate(String schema, String rule) {
    return expression(schema, rule).mostCost(Map.of("self", Sizes.of(json(schema), false)));
  }

  private static Expression expression(String schema, String rule) {
    Environment environment = Environment.of(
        Map.of("self", SchemaTypes.of(json(schema), "self", false).orElseThrow()));
    return ((Compiled) environment.anything(rule)).expression();
  }

  private static List<String> faults(String schema) {
    FieldErrors errors = new FieldErrors();
    StructuralRules.validate(json(schema), "schema", errors);
    return errors.causes().stream().map(cause -> cause.field() + ": " + cause.message()).toList();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').replace('`', '\'')
        .getBytes(StandardCharsets.UTF_8));
  }
}
