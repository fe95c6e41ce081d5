package kube.controlplane.apiserver.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import kube.foundation.api.Quoted;

/// Why some bytes are no JSON, in the words of the parser that Kubernetes reads with.
///
/// Our own library would say the same in other words; this looks again at what it has refused, one
/// byte after the other, and stops at the first that cannot be.
///
/// **In Kubernetes:** the scanner of Go's
/// [encoding/json](https://pkg.go.dev/encoding/json#SyntaxError).
final class JsonFault {

  private static final String BEYOND_DEPTH = "exceeded max depth";
  private static final String BROKEN_OFF = "unexpected end of JSON input";

  /// What an open bracket waits for.
  private enum Wanted {
    FIRST_KEY, KEY, COLON, VALUE, COMMA, FIRST_ELEMENT, ELEMENT, NEXT
  }

  /// Ends the look at the bytes; never seen outside.
  private static final class Found extends Exception {
    private static final long serialVersionUID = 1;

    Found(String words) {
      super(words, null, false, false);
    }
  }

  private final byte[] json;
  private final Deque<Wanted> open = new ArrayDeque<>();
  private int at;

  private JsonFault(byte[] json) {
    this.json = json;
  }

  /// What is wrong with bytes that could not be read: without a fault in them they nest too deep.
  static String of(byte[] json) {
    try {
      new JsonFault(json).look();
      return BEYOND_DEPTH;
    } catch (Found fault) {
      return Optional.ofNullable(fault.getMessage()).orElse(BROKEN_OFF);
    }
  }

  private void look() throws Found {
    value("looking for beginning of value");
    while (!open.isEmpty()) step();
    skipSpace();
    if (at < json.length) throw wrong("after top-level value");
  }

  private void step() throws Found {
    int next = next();
    switch (open.pop()) {
      case FIRST_KEY -> {
        if (next != '}') key(next);
      }
      case KEY -> key(next);
      case COLON -> {
        if (next != ':') throw wrongBefore("after object key");
        open.push(Wanted.VALUE);
      }
      case VALUE -> then(Wanted.COMMA);
      case COMMA -> {
        if (next == ',') {
          open.push(Wanted.KEY);
        } else if (next != '}') {
          throw wrongBefore("after object key:value pair");
        }
      }
      case FIRST_ELEMENT -> {
        if (next != ']') then(Wanted.NEXT);
      }
      case ELEMENT -> then(Wanted.NEXT);
      case NEXT -> {
        if (next == ',') {
          open.push(Wanted.ELEMENT);
        } else if (next != ']') {
          throw wrongBefore("after array element");
        }
      }
    }
  }

  /// Reads a value that begins at the byte just taken, inside of a bracket that then waits for more.
  private void then(Wanted more) throws Found {
    at--;
    open.push(more);
    value("looking for beginning of value");
  }

  private void key(int first) throws Found {
    if (first != '"') throw wrongBefore("looking for beginning of object key string");
    text();
    open.push(Wanted.COLON);
  }

  private void value(String where) throws Found {
    int first = next();
    switch (first) {
      case '{' -> open.push(Wanted.FIRST_KEY);
      case '[' -> open.push(Wanted.FIRST_ELEMENT);
      case '"' -> text();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(first);
      default -> throw wrongBefore(where);
    }
  }

  private void text() throws Found {
    for (int letter = take(); letter != '"'; letter = take()) {
      if (letter < ' ') throw wrongBefore("in string literal");
      if (letter == '\\') escape(take());
    }
  }

  private void escape(int letter) throws Found {
    if ("bfnrt\\/\"".indexOf(letter) >= 0) return;
    if (letter != 'u') throw wrongBefore("in string escape code");
    for (int digit = 0; digit < 4; digit++) {
      if (Character.digit(take(), 16) < 0) {
        throw wrongBefore("in \\u hexadecimal character escape");
      }
    }
  }

  private void word(String word) throws Found {
    for (char letter : word.substring(1).toCharArray()) {
      if (take() != letter) {
        throw wrongBefore("in literal " + word + " (expecting '" + letter + "')");
      }
    }
  }

  private void number(int first) throws Found {
    int digit = first == '-' ? take() : first;
    if (!isDigit(digit)) throw wrongBefore("in numeric literal");
    if (digit != '0') digits();
    if (at < json.length && json[at] == '.') {
      at++;
      if (!isDigit(take())) throw wrongBefore("after decimal point in numeric literal");
      digits();
    }
    if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      int sign = take();
      if (!isDigit(sign == '+' || sign == '-' ? take() : sign)) {
        throw wrongBefore("in exponent of numeric literal");
      }
      digits();
    }
  }

  private void digits() {
    while (at < json.length && isDigit(json[at])) at++;
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  private void skipSpace() {
    while (at < json.length && " \t\r\n".indexOf(json[at]) >= 0) at++;
  }

  private int next() throws Found {
    skipSpace();
    return take();
  }

  private int take() throws Found {
    if (at == json.length) throw new Found(BROKEN_OFF);
    return Byte.toUnsignedInt(json[at++]);
  }

  private Found wrongBefore(String where) {
    at--;
    return wrong(where);
  }

  private Found wrong(String where) {
    return new Found("invalid character " + Quoted.letterOf(Byte.toUnsignedInt(json[at])) + " "
        + where);
  }
}
