package kube.foundation.api;

/// Tells what can be read on paper from what cannot, as Go's `unicode.IsPrint` does.
public final class Printable {

  private Printable() {}

  /// Letters, marks, numbers, signs and the plain space.
  public static boolean isPrintable(int letter) {
    if (letter == ' ') return true;
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
          Character.UNASSIGNED, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }
}
