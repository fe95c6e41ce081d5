package kube.controlplane.apiserver.schema.validation;

import java.util.Optional;

/// Finds what is wrong with a text that should be base64, where Go's decoder would find it.
final class Base64Text {

  private static final int QUANTUM = 4;

  private Base64Text() {}

  /// The refusal of a broken text; empty when the text is base64.
  static Optional<String> fault(String text) {
    int filled = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '\n' || letter == '\r') continue;
      if (letter == '=') return faultOfPadding(text, at, filled);
      if (!isLetter(letter)) return at(at);
      filled = (filled + 1) % QUANTUM;
    }
    return filled == 0 ? Optional.empty() : at(text.length() - filled);
  }

  private static Optional<String> faultOfPadding(String text, int at, int filled) {
    if (filled < 2) return at(at);
    int next = afterLineBreaks(text, at + 1);
    if (filled == 2) {
      if (next == text.length()) return at(next);
      if (text.charAt(next) != '=') return at(next);
      next = afterLineBreaks(text, next + 1);
    }
    return next == text.length() ? Optional.empty() : at(next);
  }

  private static int afterLineBreaks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) at++;
    return at;
  }

  private static boolean isLetter(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z')
        || (letter >= '0' && letter <= '9') || letter == '+' || letter == '/';
  }

  private static Optional<String> at(int position) {
    return Optional.of("illegal base64 data at input byte " + position);
  }
}
