package course.render;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `attributes.adoc`: every volatile fact by name, as lessons write it: `{k8s-version}`.
record Facts(Map<String, String> byName) {
  private static final Pattern LINE = Pattern.compile("^:([a-z0-9][a-z0-9-]*):\\s+(.+)$");

  Facts { byName = Map.copyOf(byName); }

  static Facts read(SourceText source, Problems problems) {
    Map<String, String> facts = new TreeMap<>();
    for (int number = 1; number <= source.lines().size(); number++) {
      String line = source.line(number).strip();
      Matcher fact = LINE.matcher(line);
      if (fact.matches()) {
        facts.put(fact.group(1), fact.group(2).strip());
      } else if (!line.isEmpty() && !line.startsWith("//")) {
        problems.error(source.file(), number, "This line is no attribute.",
            "Write :name: value, or a comment with //.");
      }
    }
    return new Facts(facts);
  }

  /// The facts as the manifest names them: `k8s-version` becomes `k8sVersion`.
  Map<String, String> inCamelCase() {
    Map<String, String> names = new TreeMap<>();
    byName.forEach((name, value) -> names.put(camel(name), value));
    return names;
  }

  private static String camel(String name) {
    return Pattern.compile("-([a-z0-9])").matcher(name)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
