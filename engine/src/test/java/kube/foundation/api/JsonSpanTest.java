package kube.foundation.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/// A field is found and cut out of a text as a parser would find it.
class JsonSpanTest {

  private static final String TEXT = "{\"kind\":\"a }{][\\\"\",\"metadata\":{\"labels\":{\"a\":\"1\"},"
      + "\"managedFields\":[{\"x\":[1,{}]}],\"name\":\"n\"},\"spec\":{\"metadata\":7}}";

  @Test
  void the_field_of_the_object_itself_is_found_and_none_below_it() {
    assertThat(value("kind")).isEqualTo("\"a }{][\\\"\"");
    assertThat(value("metadata")).startsWith("{\"labels\"").endsWith("\"n\"}");
    assertThat(value("spec")).isEqualTo("{\"metadata\":7}");
    assertThat(JsonSpan.of(bytes(TEXT), 0, "labels")).isEmpty();
    assertThat(JsonSpan.of(bytes("{}"), 0, "labels")).isEmpty();
    assertThat(JsonSpan.of(bytes("{ \"labels\" : 1}"), 0, "labels")).isEmpty();
    assertThat(JsonSpan.of(bytes("{\"labels\":\"broken off"), 0, "labels")).isEmpty();
  }

  @Test
  void what_is_cut_out_takes_one_comma_with_it() {
    assertThat(cut("{\"a\":1,\"b\":2,\"c\":3}", "a")).isEqualTo("{\"b\":2,\"c\":3}");
    assertThat(cut("{\"a\":1,\"b\":2,\"c\":3}", "b")).isEqualTo("{\"a\":1,\"c\":3}");
    assertThat(cut("{\"a\":1,\"b\":2,\"c\":3}", "c")).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(cut("{\"a\":[{}]}", "a")).isEqualTo("{}");
  }

  @Test
  void labels_are_read_without_parsing_the_rest() {
    Resource object = Resource.of(bytes(TEXT));

    assertThat(object.labels()).containsOnlyKeys("a");
    assertThat(object.unparsed()).isPresent();
    assertThat(object.metadata().labels()).isEqualTo(object.labels());
    assertThat(Resource.of(bytes("{\"metadata\":{\"name\":\"n\"}}")).labels()).isEmpty();
  }

  private static String value(String field) {
    return new String(JsonSpan.of(bytes(TEXT), 0, field).orElseThrow().valueOf(bytes(TEXT)),
        StandardCharsets.UTF_8);
  }

  private static String cut(String text, String field) {
    return new String(JsonSpan.of(bytes(text), 0, field).orElseThrow().cutFrom(bytes(text)),
        StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
