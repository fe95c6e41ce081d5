package grader.run;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds characters that make source text look different from what the compiler reads.
final class SourceText {
  private SourceText() {}

  /// A character that must not be there, and where it is.
  record Forbidden(int line, String what) {}

  static Optional<Forbidden> firstForbidden(String text) {
    int line = 1;
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (letter == '\n')
        line++;
      if (isBidirectionalControl(letter)) {
        return Optional.of(new Forbidden(line,
            "a text-direction control character (U+%04X)".formatted((int) letter)));
      }
      if (letter == 0)
        return Optional.of(new Forbidden(line, "a null character"));
    }
    return escapedControl(text).or(() -> lookalike(text));
  }

  /// A name of Latin letters with a Greek or Cyrillic one among them is another name than it seems.
  private static Optional<Forbidden> lookalike(String text) {
    var name = Pattern.compile("[\\p{L}\\p{N}_$]+").matcher(text);
    while (name.find()) {
      boolean isMixed = name.group().codePoints().anyMatch(SourceText::isLatin)
          && name.group().codePoints().anyMatch(SourceText::isGreekOrCyrillic);
      if (isMixed) {
        int line = 1 + (int) text.substring(0, name.start()).chars().filter(c -> c == '\n').count();
        return Optional.of(new Forbidden(line, "a name whose letters only look like Latin ones ("
            + name.group() + ")"));
      }
    }
    return Optional.empty();
  }

  private static boolean isLatin(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
  }

  private static boolean isGreekOrCyrillic(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return script == Character.UnicodeScript.GREEK || script == Character.UnicodeScript.CYRILLIC;
  }

  /// The compiler reads a Unicode escape before anything else, so an escaped control counts too.
  private static Optional<Forbidden> escapedControl(String text) {
    var escape = Pattern.compile("\\\\u+([0-9a-fA-F]{4})").matcher(text);
    while (escape.find()) {
      char letter = (char) Integer.parseInt(escape.group(1), 16);
      if (isBidirectionalControl(letter)) {
        int line = 1
            + (int) text.substring(0, escape.start()).chars().filter(c -> c == '\n').count();
        return Optional.of(new Forbidden(line, "an escaped text-direction control character"));
      }
    }
    return Optional.empty();
  }

  private static boolean isBidirectionalControl(char letter) {
    return (letter >= '\u202A' && letter <= '\u202E') || (letter >= '\u2066' && letter <= '\u2069')
        || letter == '\u200E' || letter == '\u200F' || letter == '\u061C';
  }
}
