package kube.network.ingress;

import java.util.SortedMap;

/// How much of a message's body has gone by, so that its end is seen, and with it the beginning of
/// the next message.
///
/// Owned by the loop.
///
/// **In the standard:** https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length
final class HttpBody {

  private static final int SIZE_AT_MOST = 64;

  private final boolean chunked;
  private final boolean untilEnd;
  private final StringBuilder line = new StringBuilder();
  private long left;
  private boolean inTrailer;
  private boolean over;

  private HttpBody(boolean chunked, boolean untilEnd, long left) {
    this.chunked = chunked;
    this.untilEnd = untilEnd;
    this.left = left;
    this.over = !chunked && !untilEnd && left == 0;
  }

  /// @param headers by their names in small letters
  static HttpBody ofRequest(SortedMap<String, String> headers) {
    return isChunked(headers) ? new HttpBody(true, false, 0) : counted(headers);
  }

  /// @param method of the request, because nothing follows the answer to HEAD
  static HttpBody ofAnswer(String method, int code, SortedMap<String, String> headers) {
    boolean isEmpty = method.equals("HEAD") || code / 100 == 1 || code == 204 || code == 304;
    if (isEmpty) return new HttpBody(false, false, 0);
    if (isChunked(headers)) return new HttpBody(true, false, 0);
    return headers.containsKey("content-length")
        ? counted(headers)
        : new HttpBody(false, true, 0);
  }

  private static boolean isChunked(SortedMap<String, String> headers) {
    return headers.getOrDefault("transfer-encoding", "").toLowerCase(java.util.Locale.ROOT)
        .endsWith("chunked");
  }

  private static HttpBody counted(SortedMap<String, String> headers) {
    String length = headers.getOrDefault("content-length", "0");
    boolean isNumber = length.matches("\\d{1,18}");
    return new HttpBody(false, !isNumber, isNumber ? Long.parseLong(length) : 0);
  }

  /// Whether nothing of it is still to come.
  boolean isOver() {
    return over;
  }

  /// Whether only the end of the connection ends it.
  boolean lastsUntilTheEnd() {
    return untilEnd;
  }

  /// Takes from the bytes what is of the body. Returns how many that were.
  int take(byte[] bytes) {
    if (over) return 0;
    if (untilEnd) return bytes.length;
    if (chunked) return takeChunks(bytes);
    int taken = (int) Math.min(left, bytes.length);
    left -= taken;
    over = left == 0;
    return taken;
  }

  private int takeChunks(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && !over) {
      if (left > 0) {
        int some = (int) Math.min(left, bytes.length - at);
        left -= some;
        at += some;
        continue;
      }
      char next = (char) bytes[at++];
      if (next == '\n') lineEnds();
      else if (next != '\r' && line.length() < SIZE_AT_MOST) line.append(next);
    }
    return at;
  }

  /// A line is the size of the next chunk, the end of the last one, or a part of the trailer.
  private void lineEnds() {
    String text = line.toString();
    line.setLength(0);
    if (inTrailer) {
      over = text.isEmpty();
      return;
    }
    String size = text.replaceFirst(";.*", "").strip();
    if (size.isEmpty()) return;
    left = size.matches("[0-9a-fA-F]{1,15}") ? Long.parseLong(size, 16) : 0;
    inTrailer = left == 0;
  }
}
