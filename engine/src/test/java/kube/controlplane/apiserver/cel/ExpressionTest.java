package kube.controlplane.apiserver.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import kube.controlplane.apiserver.cel.Compilation.Compiled;
import kube.controlplane.apiserver.cel.Compilation.Faulty;
import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an expression comes to, and what is said of one that means nothing.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/cel/
class ExpressionTest {

  private static final JsonNode SCHEMA = json("{'type':'object','properties':{"
      + "'replicas':{'type':'integer'},'max-replicas':{'type':'integer'},"
      + "'names':{'type':'array','items':{'type':'string'}},"
      + "'port':{'x-kubernetes-int-or-string':true},'share':{'type':'number'},"
      + "'labels':{'type':'object','additionalProperties':{'type':'string'}},"
      + "'until':{'type':'string','format':'date-time'}}}");
  private static final JsonNode OBJECT = json("{'replicas':3,'max-replicas':5,"
      + "'names':['a','bb'],'port':'http','share':1,'labels':{'app':'web'},"
      + "'until':'2026-01-01T00:00:00Z'}");

  private final Environment environment = Environment.of(
      Map.of("self", SchemaTypes.of(SCHEMA, "self", false).orElseThrow()));

  @Test
  void a_rule_compares_fields_of_the_object_by_their_types() {
    assertThat(of("self.replicas <= self.max__dash__replicas")).isEqualTo(true);
    assertThat(of("self.names.all(name, name.size() < 2)")).isEqualTo(false);
    assertThat(of("self.port == 'http' && self.share == 1.0")).isEqualTo(true);
    assertThat(of("has(self.labels.app) && !has(self.labels.tier)")).isEqualTo(true);
    assertThat(of("self.until < timestamp('2027-01-01T00:00:00Z')")).isEqualTo(true);
    assertThat(of("self.?labels[?'tier'].orValue('none')")).isEqualTo("none");
  }

  @Test
  void an_address_knows_its_family_and_its_network() {
    assertThat(of("ip('192.168.0.1').family() == 4 && ip('::1').isLoopback()")).isEqualTo(true);
    assertThat(of("isIP('192.168.0.256') || isIP('::ffff:1.2.3.4') || isIP('1.2.3')"))
        .isEqualTo(false);
    assertThat(of("ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8:0::1')"))
        .isEqualTo(true);
    assertThat(of("string(ip('2001:db8:0:0:1::0'))")).isEqualTo("2001:db8:0:0:1::");
    assertThat(of("cidr('10.0.0.0/8').containsIP('10.9.8.7')"
        + " && !cidr('10.0.0.0/8').containsCIDR('0.0.0.0/0')")).isEqualTo(true);
    assertThat(of("string(cidr('10.1.2.3/16').masked())")).isEqualTo("10.1.0.0/16");
    assertThat(of("cidr('10.1.2.3/16').ip() == ip('10.1.2.3')")).isEqualTo(true);
    assertThat(of("isCIDR('10.0.0.0/33')")).isEqualTo(false);
  }

  @Test
  void versions_are_compared_by_their_meaning() {
    assertThat(of("semver('1.2.3').isLessThan(semver('1.10.0'))")).isEqualTo(true);
    assertThat(of("semver('1.0.0-rc.1').compareTo(semver('1.0.0'))")).isEqualTo(-1L);
    assertThat(of("semver('1.0.0-2').isLessThan(semver('1.0.0-11'))")).isEqualTo(true);
    assertThat(of("isSemver('v1.2')")).isEqualTo(false);
    assertThat(of("semver('v01.2', true).minor()")).isEqualTo(2L);
  }

  @Test
  void a_slip_of_the_pen_is_found_when_the_rule_is_written() {
    assertThat(faultOf("self.replica > 1")).isEqualTo("compilation failed: ERROR: <input>:1:5:"
        + " undefined field 'replica'\n | self.replica > 1\n | ....^");
    assertThat(faultOf("self.replicas > 'a'")).isEqualTo("compilation failed: ERROR: <input>:1:15:"
        + " found no matching overload for '_>_' applied to '(int, string)'\n"
        + " | self.replicas > 'a'\n | ..............^");
    assertThat(faultOf("self.replicas >")).startsWith("compilation failed: ERROR: <input>:1:16:"
        + " Syntax error: mismatched input '<EOF>' expecting ");
    assertThat(faultOf("self.replicas")).isEqualTo("must evaluate to bool");
  }

  @Test
  void what_goes_wrong_on_the_way_is_told_in_few_words() {
    assertThat(failureOf("self.labels.tier == 'x'")).isEqualTo("no such key: tier");
    assertThat(failureOf("self.replicas / 0 == 1")).isEqualTo("division by zero");
    assertThat(failureOf("self.names[7] == 'a'")).isEqualTo("index out of bounds: 7");
    assertThat(failureOf("self.port > 3")).isEqualTo("no such overload");
    assertThat(failureOf("[9223372036854775807, 1].sum() > 0")).isEqualTo("integer overflow");
  }

  @Test
  void a_rule_cannot_hold_the_server_up_for_long() {
    String list = "[0,1,2,3,4,5,6,7,8,9]";
    String endless = list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list + ".all(d, "
        + list + ".all(e, " + list + ".all(f, true))))))";

    assertThat(failureOf(endless)).isEqualTo("operation cancelled: actual cost limit exceeded");
    assertThat(faultOf("(".repeat(5_000))).startsWith("compilation failed: ");
  }

  @Test
  void kubernetes_adds_functions_of_its_own() {
    assertThat(of("self.names.isSorted() && [3, 1].min() == 1 && [1, 2].sum() == 3"))
        .isEqualTo(true);
    assertThat(of("['a', 'b', 'a'].lastIndexOf('a') == 2")).isEqualTo(true);
    assertThat(of("'abc 123 45'.find('[0-9]+')")).isEqualTo("123");
    assertThat(of("'abc 123 45'.findAll('[0-9]+').size() == 2")).isEqualTo(true);
    assertThat(of("url('https://example.com:80/a?b=c').getHost()")).isEqualTo("example.com:80");
    assertThat(of("isURL('../x')")).isEqualTo(false);
    assertThat(of("quantity('1.5Gi').isGreaterThan(quantity('1G'))")).isEqualTo(true);
    assertThat(of("quantity('50k').add(20).compareTo(quantity('50020')) == 0")).isEqualTo(true);
    assertThat(of("'%s has %d of %.1f'.format(['web', 3, 2.55])")).isEqualTo("web has 3 of 2.6");
  }

  private Object of(String text) {
    return switch (evaluate(text)) {
      case Evaluation.Value(Object value) -> value;
      case Evaluation.Failed(String reason) -> throw new AssertionError(reason);
    };
  }

  private String failureOf(String text) {
    return switch (evaluate(text)) {
      case Evaluation.Value(Object value) -> throw new AssertionError(value);
      case Evaluation.Failed(String reason) -> reason;
    };
  }

  private Evaluation evaluate(String text) {
    return switch (environment.anything(text)) {
      case Compiled(Expression expression) ->
        expression.evaluate(Map.of("self", SchemaTypes.value(OBJECT, SCHEMA, false)));
      case Faulty(String detail) -> throw new AssertionError(detail);
    };
  }

  private String faultOf(String text) {
    return switch (environment.condition(text)) {
      case Compiled _ -> throw new AssertionError("it compiles: " + text);
      case Faulty(String detail) -> detail;
    };
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
