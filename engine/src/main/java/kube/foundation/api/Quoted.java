package kube.foundation.api;

import java.util.Locale;

/// Puts a text between quotes as the messages of Kubernetes do, so that a line break or a character
/// that nobody can see stands there in a way that everybody can.
///
/// **In Kubernetes:** Go's [strconv.Quote](https://pkg.go.dev/strconv#Quote).
public final class Quoted {

  private Quoted() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(letter -> quoted.append(letter == '"' ? "\\\"" : letter(letter)));
    return quoted.append('"').toString();
  }

  /// One letter between single quotes.
  public static String letterOf(int letter) {
    return "'" + (letter == '\'' ? "\\'" : letter(letter)) + "'";
  }

  private static String letter(int letter) {
    return switch (letter) {
      case '\\' -> "\\\\";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x0b -> "\\v";
      default -> Printable.isPrintable(letter) ? Character.toString(letter) : number(letter);
    };
  }

  private static String number(int letter) {
    String form = letter < ' ' || letter == 0x7f
        ? "\\x%02x"
        : letter < 0x10000 ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, form, letter);
  }
}
