package kube.foundation.api.plain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Reads a text from left to right, one method for each kind of value.
///
/// **In Kubernetes:** https://www.rfc-editor.org/rfc/rfc8259 is what its API servers read, too.
final class JsonReader {

  /// No deeper than a request to the API server may be.
  private static final int DEEPEST = 500;

  private final String json;
  private int at;
  private int depth;

  JsonReader(String json) {
    this.json = json;
  }

  /// The one value of the text.
  JsonValue whole() {
    JsonValue value = value();
    if (at < json.length()) throw wrong("the end of the text");
    return value;
  }

  /// A string as JSON writes it.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.chars().forEach(letter -> {
      switch (letter) {
        case '"', '\\' -> quoted.append('\\').append((char) letter);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (letter < ' ') quoted.append("\\u%04x".formatted(letter));
          else
            quoted.append((char) letter);
        }
      }
    });
    return quoted.append('"').toString();
  }

  private JsonValue value() {
    skipSpace();
    JsonValue value = switch (peek()) {
      case '{' -> deeper(this::fields);
      case '[' -> deeper(this::items);
      case '"' -> new JsonValue.Text(string());
      case 't' -> word("true", new JsonValue.Flag(true));
      case 'f' -> word("false", new JsonValue.Flag(false));
      case 'n' -> word("null", new JsonValue.Nothing());
      default -> number();
    };
    skipSpace();
    return value;
  }

  private JsonValue deeper(Supplier<JsonValue> inside) {
    if (++depth > DEEPEST) throw wrong("no more than " + DEEPEST + " levels");
    JsonValue value = inside.get();
    depth--;
    return value;
  }

  private JsonValue fields() {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    take('{');
    skipSpace();
    while (peek() != '}') {
      if (!fields.isEmpty()) take(',');
      skipSpace();
      String name = string();
      skipSpace();
      take(':');
      fields.put(name, value());
    }
    take('}');
    return new JsonValue.Fields(fields);
  }

  private JsonValue items() {
    List<JsonValue> items = new ArrayList<>();
    take('[');
    skipSpace();
    while (peek() != ']') {
      if (!items.isEmpty()) take(',');
      items.add(value());
    }
    take(']');
    return new JsonValue.Items(items);
  }

  private String string() {
    take('"');
    StringBuilder text = new StringBuilder();
    while (peek() != '"') text.append(peek() == '\\' ? escaped() : letter());
    take('"');
    return text.toString();
  }

  private char letter() {
    if (peek() < ' ') throw wrong("a letter");
    return json.charAt(at++);
  }

  private char escaped() {
    take('\\');
    char letter = peek();
    at++;
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> numbered();
      default -> throw wrong("a letter that may follow a backslash");
    };
  }

  private char numbered() {
    int end = Math.min(at + 4, json.length());
    String digits = json.substring(at, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) throw wrong("four hexadecimal digits");
    at = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private JsonValue number() {
    int start = at;
    while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) at++;
    String digits = json.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) throw wrong("a value");
    return new JsonValue.Numeral(new BigDecimal(digits));
  }

  private JsonValue word(String word, JsonValue value) {
    if (!json.startsWith(word, at)) throw wrong("the word " + word);
    at += word.length();
    return value;
  }

  private char peek() {
    return at < json.length() ? json.charAt(at) : '\0';
  }

  private void take(char sign) {
    if (peek() != sign) throw wrong("the sign " + sign);
    at++;
  }

  private void skipSpace() {
    while (at < json.length() && " \n\r\t".indexOf(json.charAt(at)) >= 0) at++;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "This is no JSON: at letter " + at + " there should be " + wanted + ".");
  }
}
