package kube.tools.kubectl.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.path.JsonPath;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.template.GoText;

import tools.jackson.databind.JsonNode;

/// A table with columns that the user names: `NAME:.metadata.name,NODE:.spec.nodeName`.
final class CustomColumns implements ObjectPrinter {

  private final List<String> headings;
  private final List<JsonPath> paths;

  private final boolean withHeadings;

  private CustomColumns(List<String> headings, List<JsonPath> paths, boolean withHeadings) {
    this.withHeadings = withHeadings;
    this.headings = headings;
    this.paths = paths;
  }

  /// A file of two lines: the headings, and below each its path.
  static CustomColumns ofFile(String text) {
    if (text.isEmpty()) throw none();
    List<List<String>> lines = text.lines().filter(line -> !line.isBlank())
        .map(line -> List.of(line.strip().split("\\s+"))).toList();
    if (lines.size() < 2 || lines.get(0).size() != lines.get(1).size()) {
      throw CommandFailure.of("number of headers (" + (lines.isEmpty() ? 0 : lines.get(0).size())
          + ") and field specifications (" + (lines.size() < 2 ? 0 : lines.get(1).size())
          + ") don't match");
    }
    List<String> columns = new ArrayList<>();
    for (int at = 0; at < lines.get(0).size(); at++) {
      columns.add(lines.get(0).get(at) + ":" + lines.get(1).get(at));
    }
    return parse(String.join(",", columns), true);
  }

  static CustomColumns parse(String said, boolean withHeadings) {
    if (said.isEmpty()) throw none();
    List<String> headings = new ArrayList<>();
    List<JsonPath> paths = new ArrayList<>();
    for (String column : said.split(",")) {
      int colon = column.indexOf(':');
      if (colon < 0) {
        throw CommandFailure.of("unexpected custom-columns spec: " + column
            + ", expected <header>:<json-path-expr>");
      }
      headings.add(column.substring(0, colon));
      try {
        paths.add(JsonPath.path(column.substring(colon + 1)));
      } catch (IllegalArgumentException wrong) {
        throw CommandFailure.of(String.valueOf(wrong.getMessage()));
      }
    }
    return new CustomColumns(headings, paths, withHeadings);
  }

  private static CommandFailure none() {
    return CommandFailure.of("custom-columns format specified but no custom columns given");
  }

  @Override
  public String print(Target target) {
    return table(List.of(target.manifest()));
  }

  @Override
  public String printList(JsonNode list, List<Target> targets) {
    return table(targets.stream().<JsonNode>map(Target::manifest).toList());
  }

  private String table(List<JsonNode> objects) {
    TabbedText table = TabbedText.ofTables();
    if (withHeadings) table.cells(headings);
    for (JsonNode object : objects) {
      table.cells(paths.stream().map(path -> {
        String cell = path.found(object).stream().map(GoText::of)
            .collect(Collectors.joining(","));
        return cell.isEmpty() ? "<none>" : cell;
      }).toList());
    }
    return table.text();
  }
}
