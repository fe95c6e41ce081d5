package kube.controlplane.etcd;

/// A uid such as `0f8fad5b-d9cb-469f-a165-70867728950e`, which fits into 16 bytes.
///
/// Hardly a value is without one, no two say the same, and so no [PieceBook] can help with them.
final class Uid {

  static final int TEXT = 36;
  static final int SHORT = 16;

  private static final String DIGITS = "0123456789abcdef";

  private Uid() {}

  /// Whether the text has one at this place.
  static boolean isAt(byte[] text, int at) {
    if (at + TEXT > text.length || text[at + 8] != '-') return false;
    for (int place = 0; place < TEXT; place++) {
      byte letter = text[at + place];
      if (isDash(place) ? letter != '-' : DIGITS.indexOf(letter) < 0) return false;
    }
    return true;
  }

  /// Writes the one at this place of the text into 16 bytes.
  static void shorten(byte[] text, int at, byte[] to, int start) {
    int digits = 0;
    for (int place = 0; place < TEXT; place++) {
      if (isDash(place)) continue;
      int digit = DIGITS.indexOf(text[at + place]);
      int index = start + digits / 2;
      to[index] = (byte) (digits++ % 2 == 0 ? digit << 4 : to[index] | digit);
    }
  }

  /// Writes the one in these 16 bytes as text.
  static void spell(byte[] from, int start, byte[] text, int at) {
    int digits = 0;
    for (int place = 0; place < TEXT; place++) {
      if (isDash(place)) {
        text[at + place] = '-';
      } else {
        int pair = from[start + digits / 2];
        text[at + place] = (byte) DIGITS.charAt((digits++ % 2 == 0 ? pair >> 4 : pair) & 0xf);
      }
    }
  }

  private static boolean isDash(int place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
  }
}
