package kube.tools.kubectl.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.OpenApi.Schema;

/// How `explain` laid out its page when the server described itself by OpenAPI v2, which
/// `--output=plaintext-openapiv2` still asks for.
final class OldExplain {

  private static final int WIDTH = 75;
  private static final String INDENT = "     ";
  private static final int DEEPEST = 12;
  private static final Pattern LIST_ITEM = Pattern.compile("(\\d+\\.?|-|\\*)\\s.*");

  private final StringBuilder text = new StringBuilder();

  private OldExplain() {}

  /// The page of a field, or of the whole kind when no field is named.
  static String page(ApiResource resource, List<String> path, Schema place, boolean recursive) {
    OldExplain page = new OldExplain();
    page.text.append("KIND:     ").append(resource.kind()).append("\nVERSION:  ")
        .append(resource.apiVersion()).append("\n\n");
    page.write(path, place, recursive);
    return page.text.toString();
  }

  private void write(List<String> path, Schema place, boolean recursive) {
    Schema inside = inner(place);
    boolean isObject = !inside.node().path("properties").isEmpty();
    if (!path.isEmpty()) {
      text.append(isObject ? "RESOURCE: " : "FIELD:    ").append(path.getLast()).append(" <")
          .append(type(place)).append(">\n\n");
    }
    text.append("DESCRIPTION:\n");
    String own = place.description();
    String ofType = Json.text(inside.node(), "description");
    if (own.isEmpty() && ofType.isEmpty()) text.append(INDENT).append("<empty>\n");
    if (!own.isEmpty()) wrap(own);
    if (!ofType.isEmpty() && !ofType.equals(own)) {
      if (!own.isEmpty()) text.append('\n');
      wrap(ofType);
    }
    if (!isObject) return;
    text.append("\nFIELDS:\n");
    if (recursive) names(inside, "   ", 0);
    else
      fields(inside);
  }

  private void fields(Schema schema) {
    for (String name : new TreeSet<>(schema.node().path("properties").propertyNames())) {
      Schema field = schema.field(name).orElseThrow();
      text.append("   ").append(name).append("\t<").append(type(field)).append('>')
          .append(schema.isRequired(name) ? " -required-" : "").append('\n');
      wrap(field.description());
      text.append('\n');
    }
  }

  private void names(Schema schema, String indent, int depth) {
    for (String name : new TreeSet<>(schema.node().path("properties").propertyNames())) {
      Schema field = schema.field(name).orElseThrow();
      text.append(indent).append(name).append("\t<").append(type(field)).append(">\n");
      if (depth < DEEPEST) names(inner(field), indent + "   ", depth + 1);
    }
  }

  private static Schema inner(Schema schema) {
    return schema.items().or(schema::values).map(OldExplain::inner).orElse(schema);
  }

  /// `string`, `[]Object`, `map[string]string`.
  private static String type(Schema schema) {
    Optional<Schema> items = schema.items();
    if (items.isPresent()) return "[]" + type(items.get());
    Optional<Schema> values = schema.values();
    if (values.isPresent()) return "map[string]" + type(values.get());
    String plain = Json.text(schema.node(), "type");
    boolean hasFields = !schema.node().path("properties").isEmpty();
    if (plain.isEmpty()) return hasFields ? "Object" : "string";
    if (!plain.equals("object")) return plain;
    return hasFields ? "Object" : "map[string]";
  }

  /// Lines of the description run together, but where a list, a blank line or code begins.
  private void wrap(String description) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String said : description.split("\n", -1)) {
      boolean isCode = said.startsWith("    ");
      boolean isBlank = said.isBlank();
      boolean starts = isCode || isBlank || line.toString().endsWith(":")
          || LIST_ITEM.matcher(said.strip()).matches();
      if (starts) line = flushed(line, lines);
      if (isCode) lines.add(said);
      else if (isBlank && !lines.isEmpty()) lines.add("");
      else if (!isBlank) line = words(said, line, lines);
    }
    flushed(line, lines);
    lines.forEach(one -> text.append(one.isEmpty() ? "" : INDENT + one).append('\n'));
  }

  private static StringBuilder words(String said, StringBuilder begun, List<String> lines) {
    StringBuilder line = begun;
    for (String word : said.strip().split("\\s+")) {
      boolean isFull = !line.isEmpty() && line.length() + 1 + word.length() > WIDTH;
      if (isFull) line = flushed(line, lines);
      if (!line.isEmpty()) line.append(' ');
      line.append(word);
    }
    return line;
  }

  private static StringBuilder flushed(StringBuilder line, List<String> lines) {
    if (!line.isEmpty()) lines.add(line.toString());
    return new StringBuilder();
  }
}
