package kube.tools.kubectl.describe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// An object of a kind that has no text of its own: every field, with names written for people.
final class PlainText {

  private static final Pattern BOUNDARY = Pattern.compile(
      "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern WORD = Pattern.compile("[\\p{L}-]+");
  private static final List<String> ACRONYMS = List.of("API", "URL", "UID", "OSB", "GUID");
  private static final List<String> HIDDEN = List.of("name", "namespace", "labels",
      "annotations", "managedFields");

  private PlainText() {}

  static void write(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name());
    sheet.line("Namespace:\t" + target.namespace());
    sheet.labels(0, object).annotations(0, object);
    fields(sheet, 0, object, true);
  }

  private static void fields(Sheet sheet, int level, JsonNode object, boolean top) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.forEachEntry(sorted::put);
    sorted.forEach((field, value) -> {
      String name = label(field);
      if (top && name.equals("Metadata")) {
        var rest = Json.object();
        value.forEachEntry((inside, inner) -> {
          if (!HIDDEN.contains(inside)) rest.set(inside, inner);
        });
        field(sheet, level, name, rest);
      } else {
        field(sheet, level, name, value);
      }
    });
  }

  private static void field(Sheet sheet, int level, String name, JsonNode value) {
    if (value.isObject()) {
      sheet.line(level, name + ":");
      fields(sheet, level + 1, value, false);
    } else if (value.isArray()) {
      sheet.line(level, name + ":");
      for (JsonNode item : value) {
        if (item.isContainer()) fields(sheet, level + 1, item, false);
        else
          sheet.line(level + 1, plain(item));
      }
    } else {
      sheet.line(level, name + ":\t" + plain(value));
    }
  }

  private static String plain(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  /// `creationTimestamp` becomes `Creation Timestamp`, and `uid` becomes `UID`; what is no plain
  /// word stays as it is.
  static String label(String field) {
    if (!WORD.matcher(field).matches()) return field;
    StringBuilder label = new StringBuilder();
    for (String word : BOUNDARY.split(field)) {
      if (!label.isEmpty()) label.append(' ');
      String upper = word.toUpperCase(Locale.ROOT);
      label.append(ACRONYMS.contains(upper)
          ? upper
          : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return label.toString();
  }
}
