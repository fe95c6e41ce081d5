package kube.foundation.api.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import kube.foundation.api.Json;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Numeral;
import kube.foundation.api.plain.JsonValue.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a learner's part reads and writes is what the API server reads and writes.
class JsonValueTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "true", "false", "0", "-12", "1.5", "\"\"",
      "{\"a\":{\"b\":[1,\"two\",null,{\"c\":false}]},\"d\":\"\\\"quoted\\\"\\n\\tß€\"}",
      "[[[[]]],{\"x\":[{}]}]", "\"\\u0001\\\\\""})
  void a_text_is_read_and_written_as_the_library_does_it(String json) {
    String written = JsonValue.parse(json).toString();

    assertThat(written).isEqualTo(Json.parse(json.getBytes(StandardCharsets.UTF_8)).toString());
    assertThat(JsonValue.parse(written)).isEqualTo(JsonValue.parse(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{,}", "01", "+1", "1.",
      "tru", "\"open", "\"\\x\"", "\"\\u12\"", "nullnull", "{} {}", "'a'", "\"\n\""})
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> JsonValue.parse(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is no JSON: at letter ");
  }

  @Test
  void spaces_and_escapes_are_understood() {
    assertThat(JsonValue.parse(" { \"a\" : [ 1 ,\t2 ] ,\n\"b\":\"\\u00e9\\/\" } "))
        .hasToString("{\"a\":[1,2],\"b\":\"é/\"}");
  }

  @Test
  void a_bottomless_text_is_refused_and_not_followed() {
    assertThatThrownBy(() -> JsonValue.parse("[".repeat(100_000)))
        .hasMessageContaining("no more than 500 levels");
    assertThatThrownBy(() -> JsonValue.object("[]")).hasMessageContaining("no JSON object");
  }

  @Test
  void a_change_makes_another_object() {
    Fields pod = JsonValue.object("{\"name\":\"web\",\"ports\":[80],\"on\":{\"node\":\"a\"}}");

    Fields renamed = pod.with("name", new Text("db")).without("ports").with("n", Numeral.of(3));

    assertThat(renamed).hasToString("{\"name\":\"db\",\"on\":{\"node\":\"a\"},\"n\":3}");
    assertThat(pod.text("name")).isEqualTo("web");
    assertThat(pod.items("ports")).containsExactly(Numeral.of(80));
    assertThat(pod.fields("on").text("node")).isEqualTo("a");
    assertThat(pod.get("absent")).isEmpty();
    assertThat(pod.text("absent") + pod.items("on") + pod.fields("name") + pod.text("on"))
        .isEqualTo("[]{}");
    assertThat(renamed.text("n")).isEqualTo("3");
    assertThat(renamed.has("ports")).isFalse();
  }
}
