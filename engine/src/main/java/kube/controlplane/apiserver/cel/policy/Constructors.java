package kube.controlplane.apiserver.cel.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rewrites `Object.spec{replicas: 3}` and `JSONPatch{op: "add"}` as maps with the same fields.
///
/// Kubernetes gives these constructors types of their own; what they make is the same.
final class Constructors {

  private static final Pattern OPENING = Pattern.compile(
      "\\b(?:Object(?:\\.[A-Za-z_][A-Za-z0-9_]*)*|JSONPatch)\\s*\\{");
  private static final Pattern FIELD = Pattern
      .compile("\\G\\s*(\\??)([A-Za-z_][A-Za-z0-9_]*)\\s*:");

  private Constructors() {}

  static String asMaps(String text) {
    String rest = text;
    Matcher opening = OPENING.matcher(rest);
    while (opening.find()) {
      int end = closing(rest, opening.end());
      String fields = quoted(rest.substring(opening.end(), end));
      rest = rest.substring(0, opening.start()) + "{" + fields + rest.substring(end);
      opening = OPENING.matcher(rest);
    }
    return rest;
  }

  /// Puts the names of the fields on this level into quotation marks.
  private static String quoted(String fields) {
    StringBuilder quoted = new StringBuilder();
    int start = 0;
    while (start < fields.length()) {
      int end = comma(fields, start);
      String field = fields.substring(start, end);
      Matcher name = FIELD.matcher(field);
      quoted.append(name.find()
          ? name.group(1) + "\"" + name.group(2) + "\":" + field.substring(name.end())
          : field);
      if (end < fields.length()) quoted.append(',');
      start = end + 1;
    }
    return quoted.toString();
  }

  private static int closing(String text, int from) {
    return scan(text, from, '}');
  }

  private static int comma(String text, int from) {
    return scan(text, from, ',');
  }

  /// The place of the character on the level of `from`, outside of texts; the end if there is none.
  private static int scan(String text, int from, char wanted) {
    int depth = 0;
    char quote = 0;
    for (int at = from; at < text.length(); at++) {
      char now = text.charAt(at);
      if (quote != 0) {
        if (now == '\\') at++;
        else if (now == quote) quote = 0;
      } else if (now == '"' || now == '\'') {
        quote = now;
      } else if (depth == 0 && now == wanted) {
        return at;
      } else if (now == '{' || now == '[' || now == '(') {
        depth++;
      } else if (now == '}' || now == ']' || now == ')') {
        depth--;
      }
    }
    return text.length();
  }
}
