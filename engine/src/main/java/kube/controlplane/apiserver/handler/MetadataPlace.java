package kube.controlplane.apiserver.handler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Where the metadata of an object stands in its text, found without reading the rest.
///
/// @param from its first byte
/// @param to the byte after its last
record MetadataPlace(int from, int to) {

  private static final byte[] NAME = "\"metadata\"".getBytes(StandardCharsets.US_ASCII);

  /// The place; empty when the text is not plainly an object with metadata. A text that is no JSON
  /// may be given a place all the same.
  static Optional<MetadataPlace> in(byte[] json) {
    int at = skipSpace(json, 0);
    if (at == json.length || json[at] != '{') return Optional.empty();
    at = skipSpace(json, at + 1);
    while (at < json.length && json[at] == '"') {
      int nameEnd = skipText(json, at);
      boolean isIt = Arrays.equals(json, at, nameEnd, NAME, 0, NAME.length);
      int colon = skipSpace(json, nameEnd);
      if (colon == json.length || json[colon] != ':') return Optional.empty();
      int from = skipSpace(json, colon + 1);
      int to = skipValue(json, from);
      if (isIt) {
        return from < to && json[from] == '{'
            ? Optional.of(new MetadataPlace(from, to))
            : Optional.empty();
      }
      int comma = skipSpace(json, to);
      if (comma == json.length || json[comma] != ',') return Optional.empty();
      at = skipSpace(json, comma + 1);
    }
    return Optional.empty();
  }

  private static int skipSpace(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) at++;
    return at;
  }

  private static int skipText(byte[] json, int from) {
    int at = from + 1;
    while (at < json.length && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
    return Math.min(at + 1, json.length);
  }

  /// The end of the value that begins here.
  private static int skipValue(byte[] json, int from) {
    int depth = 0;
    int at = from;
    while (at < json.length) {
      switch (json[at]) {
        case '"' -> {
          at = skipText(json, at);
          if (depth == 0) return at;
          continue;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (depth == 0) return at;
          if (--depth == 0) return at + 1;
        }
        case ',' -> {
          if (depth == 0) return at;
        }
        default -> {}
      }
      at++;
    }
    return at;
  }
}
