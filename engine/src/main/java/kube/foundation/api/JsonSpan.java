package kube.foundation.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a field of an object stands in the object's text, found without making a tree of it.
///
/// @param nameFrom where the name of the field begins, at its quote
/// @param from where its value begins, and `to` where it has ended
public record JsonSpan(int nameFrom, int from, int to) {

  /// The field of the object that begins at `at`; empty when the object has none, or is not written
  /// as we write: without spaces.
  public static Optional<JsonSpan> of(byte[] json, int at, String field) {
    byte[] name = ("\"" + field + "\":").getBytes(StandardCharsets.UTF_8);
    int next = at + 1;
    if (json[at] != '{' || next >= json.length) return Optional.empty();
    while (next < json.length && json[next] == '"') {
      int colon = afterText(json, next);
      if (colon >= json.length || json[colon] != ':') return Optional.empty();
      int end = afterValue(json, colon + 1);
      if (Arrays.equals(json, next, colon + 1, name, 0, name.length)) {
        return end > json.length
            ? Optional.empty()
            : Optional.of(new JsonSpan(next, colon + 1, end));
      }
      next = end + 1;
    }
    return Optional.empty();
  }

  /// All fields of the object that begins at `at`, in their order; none when it is not written as we
  /// write.
  public static Map<String, JsonSpan> fields(byte[] json, int at) {
    Map<String, JsonSpan> fields = new LinkedHashMap<>();
    int next = at + 1;
    if (at >= json.length || json[at] != '{') return Map.of();
    while (next < json.length && json[next] == '"') {
      int colon = afterText(json, next);
      if (colon >= json.length || json[colon] != ':') return Map.of();
      int end = afterValue(json, colon + 1);
      if (end >= json.length) return Map.of();
      fields.put(new String(json, next + 1, colon - next - 2, StandardCharsets.UTF_8),
          new JsonSpan(next, colon + 1, end));
      next = json[end] == ',' ? end + 1 : json.length;
    }
    return fields;
  }

  /// The text of the value.
  public byte[] valueOf(byte[] json) {
    return Arrays.copyOfRange(json, from, to);
  }

  /// The text without this field.
  public byte[] cutFrom(byte[] json) {
    boolean isFirst = json[nameFrom - 1] != ',';
    int start = isFirst ? nameFrom : nameFrom - 1;
    int end = isFirst && json[to] == ',' ? to + 1 : to;
    byte[] rest = Arrays.copyOf(json, json.length - (end - start));
    System.arraycopy(json, end, rest, start, json.length - end);
    return rest;
  }

  private static int afterValue(byte[] json, int from) {
    int depth = 0;
    int at = from;
    while (at < json.length) {
      switch (json[at]) {
        case '"' -> at = afterText(json, at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          if (depth == 0) return at;
          depth--;
          at++;
        }
        case ',' -> {
          if (depth == 0) return at;
          at++;
        }
        default -> at++;
      }
    }
    return at;
  }

  private static int afterText(byte[] json, int quote) {
    int at = quote + 1;
    while (at < json.length && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
    return at + 1;
  }
}
