package kube.foundation.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a tree as compact UTF-8, and copies the parts whose text is known instead of visiting them.
///
/// It knows what nearly all objects are made of: texts of ASCII, whole numbers, truth values. It
/// gives up on everything else and lets the library write that; both write the same bytes.
final class JsonBytes {

  private static final int FIRST_ROOM = 6 * 1_024;
  private static final int DEEPEST = 500;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final List<Json.Written> known;
  private byte[] bytes = new byte[FIRST_ROOM];
  private int length;
  private boolean isPlain = true;

  /// @param known parts of trees that are copied where they are met
  JsonBytes(List<Json.Written> known) {
    this.known = known;
  }

  /// Writes the tree; returns whether it could.
  boolean write(JsonNode tree) {
    value(tree, 0);
    return isPlain;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void value(JsonNode value, int depth) {
    if (depth > DEEPEST) isPlain = false;
    if (!isPlain) return;
    switch (value.getNodeType()) {
      case OBJECT -> object((ObjectNode) value, depth);
      case ARRAY -> array((ArrayNode) value, depth);
      case STRING -> text(value.stringValue());
      case BOOLEAN -> word(value.booleanValue() ? TRUE : FALSE);
      case NULL -> word(NULL);
      case NUMBER -> number(value);
      case BINARY, MISSING, POJO -> isPlain = false;
    }
  }

  @SuppressWarnings("ReferenceEquality") // An equal object could still change.
  private void object(ObjectNode object, int depth) {
    for (Json.Written part : known) {
      if (part.tree() == object) {
        word(part.bytes());
        return;
      }
    }
    int start = length;
    letter('{');
    object.forEachEntry((name, value) -> {
      if (length > start + 1) letter(',');
      text(name);
      letter(':');
      value(value, depth + 1);
    });
    letter('}');
  }

  private void array(ArrayNode array, int depth) {
    letter('[');
    for (int at = 0; at < array.size(); at++) {
      if (at > 0) letter(',');
      value(array.get(at), depth + 1);
    }
    letter(']');
  }

  private void text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    reserve(letters.length * 2 + 2); // Every letter may need a backslash.
    byte[] into = bytes;
    int to = length;
    into[to++] = '"';
    for (byte letter : letters) {
      if (letter < ' ' || letter == '"' || letter == '\\') {
        into[to++] = '\\';
        into[to++] = escaped(letter);
      } else {
        into[to++] = letter;
      }
    }
    into[to++] = '"';
    length = to;
  }

  /// The letter that stands for this one behind a backslash.
  private byte escaped(byte letter) {
    return switch (letter) {
      case '"', '\\' -> letter;
      case '\b' -> 'b';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\f' -> 'f';
      case '\r' -> 'r';
      default -> {
        isPlain = false; // It has no short name, or is no ASCII.
        yield letter;
      }
    };
  }

  private void number(JsonNode number) {
    if (number instanceof IntNode || number instanceof LongNode) {
      String digits = Long.toString(number.longValue());
      reserve(digits.length());
      for (int at = 0; at < digits.length(); at++) bytes[length++] = (byte) digits.charAt(at);
    } else {
      isPlain = false;
    }
  }

  private void word(byte[] word) {
    reserve(word.length);
    System.arraycopy(word, 0, bytes, length, word.length);
    length += word.length;
  }

  private void letter(char letter) {
    reserve(1);
    bytes[length++] = (byte) letter;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
