package kube.tools.kubectl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import kube.foundation.api.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/// YAML as people write manifests and as kubectl prints objects: fields sorted, lists not indented,
/// quotes only where another reader would take a text for something else.
public final class Yaml {

  private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
      .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
      .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
      .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
      .stringQuotingChecker(new Ambiguous()).build())
      .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Yaml() {}

  /// The first document; missing when there is none.
  ///
  /// @throws IllegalArgumentException when the text is no YAML, with the place
  public static JsonNode one(String text) {
    List<JsonNode> documents = all(text);
    return documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst();
  }

  /// All documents that hold something, one after the other.
  ///
  /// @throws IllegalArgumentException when the text is no YAML, with the place
  public static List<JsonNode> all(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = new OctalParser(MAPPER.createParser(text), text)) {
      while (parser.nextToken() != null) {
        JsonNode document = MAPPER.readTree(parser);
        boolean holdsNothing = document == null || document.isNull() || document.isMissingNode();
        if (!holdsNothing) documents.add(document);
      }
    } catch (JacksonException malformed) {
      String where = malformed.getLocation() == null
          ? ""
          : "line " + malformed.getLocation().getLineNr() + ": ";
      throw new IllegalArgumentException("yaml: " + where + firstLine(malformed), malformed);
    }
    return documents;
  }

  private static String firstLine(JacksonException malformed) {
    String message = malformed.getOriginalMessage();
    return message == null ? "malformed" : message.lines().findFirst().orElse("malformed").strip();
  }

  /// The text that kubectl prints for this tree.
  public static String write(JsonNode tree) {
    return MAPPER.writeValueAsString(sorted(tree));
  }

  /// The same tree with the fields of every object in the order of their names.
  public static JsonNode sorted(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      SortedMap<String, JsonNode> fields = new TreeMap<>();
      object.forEachEntry((name, value) -> fields.put(name, sorted(value)));
      ObjectNode result = Json.object();
      fields.forEach(result::set);
      return result;
    }
    if (tree instanceof ArrayNode array) {
      ArrayNode result = Json.object().putArray("items");
      array.forEach(item -> result.add(sorted(item)));
      return result;
    }
    return tree;
  }

  /// The indented JSON that Go's encoder writes: four spaces, and no `<`, `>` or `&` as they are.
  public static String json(JsonNode tree) {
    StringBuilder text = new StringBuilder();
    GoJson.write(sorted(tree), text);
    return text.append('\n').toString();
  }

  /// JSON whose fields stay in their order.
  public static String jsonAsIs(JsonNode tree) {
    StringBuilder text = new StringBuilder();
    GoJson.write(tree, text);
    return text.append('\n').toString();
  }

  /// Which texts another reader of YAML would take for a number, a truth value, a date or nothing.
  private static final class Ambiguous extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;

    private static final Pattern WORDS = Pattern.compile(
        "y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE"
            + "|null|Null|NULL|~|<<|=");
    private static final Pattern NUMBERS = Pattern.compile(
        "[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*"
            + "|[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?"
            + "|\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*([eE][-+]?[0-9]+)"
            + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");
    private static final Pattern TIMES = Pattern.compile(
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");

    @Override
    public boolean needToQuoteName(String name) {
      return isAmbiguous(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return isAmbiguous(value);
    }

    private static boolean isAmbiguous(String text) {
      return text.isEmpty() || WORDS.matcher(text).matches()
          || (text.length() < 60 && NUMBERS.matcher(text).matches())
          || TIMES.matcher(text).matches();
    }
  }
}
