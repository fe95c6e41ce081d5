package kube.tools.kubectl.template;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/// Values as a Go program would write them in its source, which is how `%#v` shows them.
public final class GoSyntax {

  private static final String MAP = "map[string]interface {}";
  private static final String LIST = "[]interface {}";

  private GoSyntax() {}

  /// What `%#v` makes of a value.
  public static String of(JsonNode value) {
    if (value.isNull()) return "interface {}(nil)";
    if (value.isString()) return GoText.quoted(value.stringValue());
    if (value.isArray()) {
      return LIST + "{" + String.join(", ", value.valueStream().map(GoSyntax::of).toList()) + "}";
    }
    if (!value.isObject()) return GoText.of(value);
    List<String> fields = new ArrayList<>();
    for (String name : new TreeSet<>(value.propertyNames())) {
      fields.add(GoText.quoted(name) + ":" + of(value.path(name)));
    }
    return MAP + "{" + String.join(", ", fields) + "}";
  }
}
