package kube.foundation.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a tree of a text without the library's mapper, which knows every Java type there is: to
/// load what it knows takes longer than to start an API server.
///
/// It gives up on whatever is no JSON, and lets the mapper say what is wrong.
final class JsonTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final boolean mayRepeat;
  private final Deque<JsonNode> open = new ArrayDeque<>();
  private boolean repeats;

  private JsonTree(JsonParser parser, boolean mayRepeat) {
    this.parser = parser;
    this.mayRepeat = mayRepeat;
  }

  /// The one value that the text holds.
  ///
  /// @param mayRepeat whether an object may say a field twice; then its last value stays
  static Optional<JsonNode> of(JsonFactory factory, byte[] json, boolean mayRepeat) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
      return new JsonTree(parser, mayRepeat).read();
    } catch (JacksonException _) {
      return Optional.empty(); // The mapper meets the same fault, and names it.
    }
  }

  private Optional<JsonNode> read() {
    JsonToken first = parser.nextToken();
    if (first == null) return Optional.empty();
    JsonNode root = node(first);
    while (!open.isEmpty() && !repeats) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        open.pop();
      } else {
        put(open.element(), token);
      }
    }
    return repeats || parser.nextToken() != null ? Optional.empty() : Optional.of(root);
  }

  private void put(JsonNode parent, JsonToken token) {
    if (parent instanceof ObjectNode object) {
      String name = parser.currentName();
      repeats |= object.replace(name, node(parser.nextToken())) != null && !mayRepeat;
    } else {
      ((ArrayNode) parent).add(node(token));
    }
  }

  /// The value that begins here; one with parts is open then, and still empty.
  private JsonNode node(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> opened(NODES.objectNode());
      case START_ARRAY -> opened(NODES.arrayNode());
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private JsonNode opened(JsonNode container) {
    open.push(container);
    return container;
  }

  private JsonNode whole() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }
}
