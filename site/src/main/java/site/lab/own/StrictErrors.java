package site.lab.own;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the fields in the words of a server that decodes strictly.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
final class StrictErrors {
  private static final Pattern FIELD = Pattern.compile(
      "(unknown|duplicate) field \"([^\"]{1,400})\"");
  private static final Pattern TYPED = Pattern.compile(
      "\\s\\.([A-Za-z][^\\s:]{0,400}): ([^\\n,]{1,200})");
  private static final Pattern OWNED = Pattern.compile("^- (\\.[^\\n]{1,400})$",
      Pattern.MULTILINE);

  private StrictErrors() {}

  static List<Applying.Field> in(String message) {
    Matcher owned = OWNED.matcher(message);
    Matcher strict = FIELD.matcher(message);
    List<Applying.Field> fields = strict.results()
        .map(found -> new Applying.Field(found.group(2), found.group(1) + " field")).toList();
    if (!fields.isEmpty()) return fields;
    List<Applying.Field> typed = TYPED.matcher(message).results()
        .map(found -> new Applying.Field(found.group(1), found.group(2))).toList();
    return typed.isEmpty()
        ? owned.results().map(found -> new Applying.Field(found.group(1).substring(1),
            "somebody else manages this field")).toList()
        : typed;
  }
}
