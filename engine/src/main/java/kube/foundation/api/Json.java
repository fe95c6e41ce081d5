package kube.foundation.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes JSON trees: the one place where the engine meets its JSON library.
public final class Json {

  private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber()
      && other.isNumber()
          ? one.decimalValue().compareTo(other.decimalValue())
          : one.equals(other) ? 0 : 1;

  /// Deeper than any request may be, because what one brought is wrapped in lists, events, reviews.
  private static final int DEEPEST = 2_000;

  private static final JsonFactory DEEP = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
      .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
      .build();
  /// The library as it is reads no deeper than 500 levels.
  private static final JsonFactory SENT = new JsonFactory();

  /// The library's mappers, which are made when something rare is asked for: see [JsonTree].
  private static final class Mappers {
    private static final JsonMapper MAPPER = JsonMapper.builder(DEEP).build();
    private static final DefaultIndenter BY_TWO = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY = MAPPER.writer().with(new DefaultPrettyPrinter(
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("").withArrayEmptySeparator(""))
        .withObjectIndenter(BY_TWO).withArrayIndenter(BY_TWO));
    private static final ObjectReader SENT_READER = JsonMapper.builder(SENT).build()
        .readerFor(JsonNode.class);
    private static final ObjectReader UNREPEATED = SENT_READER
        .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
  }

  private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter
      .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Json() {}

  /// Parses one JSON value. Throws [JacksonException] when the bytes are not JSON.
  public static JsonNode parse(byte[] json) {
    return JsonTree.of(DEEP, json, true).orElseGet(() -> Mappers.MAPPER.readTree(json));
  }

  /// Parses what a client sent: no deeper than 500 levels.
  ///
  /// Throws [JacksonException] when the bytes are not JSON.
  public static JsonNode parseSent(byte[] json) {
    return JsonTree.of(SENT, json, true).orElseGet(() -> Mappers.SENT_READER.readTree(json));
  }

  /// The same, but also refuses a text that says a field twice.
  public static JsonNode parseUnrepeated(byte[] json) {
    return JsonTree.of(SENT, json, false).orElseGet(() -> Mappers.UNREPEATED.readTree(json));
  }

  /// Reads one JSON value piece by piece.
  public static JsonParser parser(byte[] json) {
    return DEEP.createParser(ObjectReadContext.empty(), json);
  }

  /// Whether two trees say the same; a number is its value, however much room it was given.
  public static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }

  /// The compact form as a text.
  public static String text(JsonNode tree) {
    return JsonText.text(DEEP, tree);
  }

  /// The compact form of the value at `path`, fields separated by dots; empty when absent.
  ///
  /// A tree's own `toString` says the same, but begins by making all mappers of the library.
  public static String compact(JsonNode tree, String path) {
    JsonNode value = at(tree, path);
    return value.isMissingNode() ? "" : text(value);
  }

  /// The compact UTF-8 form.
  public static byte[] bytes(JsonNode tree) {
    return JsonText.bytes(DEEP, tree);
  }

  /// The same, where the text of some objects within the tree is known already.
  public static byte[] bytes(JsonNode tree, List<Written> known) {
    if (known.isEmpty()) return bytes(tree);
    JsonBytes plain = new JsonBytes(known);
    return plain.write(tree) ? plain.toArray() : bytes(tree);
  }

  /// An object and its text. Neither may change; another tree may hold this very object.
  @SuppressWarnings("ArrayRecordComponent") // The bytes of the wire; never compared.
  public record Written(JsonNode tree, byte[] bytes) {

    public static Written of(JsonNode tree) {
      return new Written(tree, Json.bytes(tree));
    }
  }

  /// The form for people: one field or item a line, as Go's programs write it.
  public static String pretty(JsonNode tree) {
    return Mappers.PRETTY.writeValueAsString(tree);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// The text at `path`, fields separated by dots; empty when absent or not a text.
  public static String text(JsonNode tree, String path) {
    return at(tree, path).asString("");
  }

  public static int number(JsonNode tree, String path, int absent) {
    return at(tree, path).asInt(absent);
  }

  public static boolean flag(JsonNode tree, String path) {
    return at(tree, path).asBoolean(false);
  }

  public static Optional<Instant> time(JsonNode tree, String path) {
    String text = text(tree, path);
    return text.isEmpty() ? Optional.empty() : Optional.of(Moments.parse(text));
  }

  /// A time as the API writes it: whole seconds, UTC.
  public static String time(Instant moment) {
    return Moments.text(moment);
  }

  /// A time with microseconds, as leases carry it.
  public static String microTime(Instant moment) {
    return MICRO_TIME.format(moment);
  }

  /// A map of texts in the order of its keys, unmodifiable.
  public static SortedMap<String, String> texts(JsonNode tree, String path) {
    JsonNode node = at(tree, path);
    if (node.isEmpty()) return Collections.emptySortedMap();
    SortedMap<String, String> texts = new TreeMap<>();
    node.forEachEntry((key, value) -> texts.put(key, value.asString("")));
    return Collections.unmodifiableSortedMap(texts);
  }

  /// The array at `path`, each element read by `reader`; empty when absent.
  public static <T> List<T> list(JsonNode tree, String path, Function<JsonNode, T> reader) {
    List<T> elements = new ArrayList<>();
    at(tree, path).forEach(element -> elements.add(reader.apply(element)));
    return List.copyOf(elements);
  }

  /// A list of trees, for a class that must load where the library is not: it names no tree itself.
  public static <T> JsonNode array(List<T> all, Function<T, ObjectNode> writer) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    all.forEach(each -> array.add(writer.apply(each)));
    return array;
  }

  /// The value at `path`, fields separated by dots; a missing node when absent.
  public static JsonNode at(JsonNode tree, String path) {
    JsonNode node = tree;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      if (node.isMissingNode()) return node;
      node = node.path(path.substring(start, dot));
      start = dot + 1;
    }
    return node.path(start == 0 ? path : path.substring(start));
  }

  /// The text at this path of an object that is not parsed for it: reading ends where it is found.
  ///
  /// Empty when absent or not a text.
  public static String textIn(byte[] json, String... path) {
    int depth = 0;
    try (JsonParser parser = DEEP.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser
          .nextToken()) {
        boolean leadsOn = parser.currentName().equals(path[depth]);
        token = parser.nextToken();
        if (leadsOn && ++depth == path.length) {
          return token == JsonToken.VALUE_STRING ? parser.getString() : "";
        }
        if (leadsOn && token != JsonToken.START_OBJECT) return "";
        if (!leadsOn) parser.skipChildren();
      }
      return "";
    }
  }

  /// An object node with these texts, in the order of their keys.
  public static ObjectNode object(Map<String, String> texts) {
    ObjectNode node = object();
    new TreeMap<>(texts).forEach(node::put);
    return node;
  }
}
