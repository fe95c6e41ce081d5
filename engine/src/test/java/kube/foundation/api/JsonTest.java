package kube.foundation.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Our reader and writer of trees and the library's mapper, side by side: one tree or one complaint,
/// and one text.
class JsonTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectReader LIBRARY = MAPPER.readerFor(JsonNode.class);
  private static final ObjectReader STRICT = LIBRARY
      .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private interface Reader {
    JsonNode read(byte[] json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "true", " false ", "\"a\\u00e9\\n\\ud83d\\ude00\"",
      "0",
      "-1", "2147483648", "9223372036854775807", "9223372036854775808", "1.5", "1e3", "-0.0",
      "1E400",
      "{\"a\":{\"b\":[1,{\"c\":null},[]],\"d\":{}},\"e\":[[],[[]],\"x\"]}",
      "{\"a\":1,\"b\":2,\"a\":{\"c\":3}}", "{\"a\":[{\"b\":1,\"b\":1}]}", "", "  ", "{", "[1,",
      "{]",
      "{\"a\"}", "{\"a\":}", "[1 2]", "{} {}", "{}]", "1 2", "nul", "01", "\"a", "{'a':1}", "NaN",
      "\"\\q\"", "/* a */ 1", "{\"a\":1,}"})
  void a_text_is_read_as_the_library_reads_it(String text) {
    assertEquals(read(LIBRARY::readTree, text), read(Json::parseSent, text));
    assertEquals(read(STRICT::readTree, text), read(Json::parseUnrepeated, text));
    assertEquals(read(LIBRARY::readTree, text), read(Json::parse, text));
  }

  @Test
  void what_a_client_sent_is_read_as_deep_as_the_library_reads_and_ours_deeper() {
    String depth = "[".repeat(501) + "]".repeat(501);

    assertEquals(read(LIBRARY::readTree, depth), read(Json::parseSent, depth));
    assertEquals(depth, Json.text(Json.parse(depth.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void a_tree_is_written_as_the_library_writes_it() {
    ObjectNode tree = Json.object().put("text", "a\u00e9\n\u0001\ud83d\ude00\"\\/\u2028")
        .put("int", -7).put("long", 1L << 40).put("double", 1e21).put("float", 0.1f)
        .put("short", (short) 3).put("big", new BigInteger("9223372036854775808"))
        .put("decimal", new BigDecimal("1.50")).put("yes", true).putNull("nothing");
    tree.putArray("array").add(1).add("b").addNull().addArray();
    tree.putObject("object").putObject("within").put("", "");

    assertEquals(MAPPER.writeValueAsString(tree), Json.text(tree));
    assertArrayEquals(MAPPER.writeValueAsBytes(tree), Json.bytes(tree));
    assertEquals(MAPPER.writeValueAsString(tree.path("none")), Json.text(tree.path("none")));
  }

  /// The tree with the classes of its numbers, or the complaint and its place.
  private static String read(Reader reader, String text) {
    try {
      JsonNode tree = reader.read(text.getBytes(StandardCharsets.UTF_8));
      return tree.getClass().getSimpleName() + " " + tree;
    } catch (JacksonException problem) {
      return String.valueOf(problem.getMessage());
    }
  }
}
