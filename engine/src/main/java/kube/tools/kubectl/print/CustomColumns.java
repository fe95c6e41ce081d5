package kube.tools.kubectl.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.path.JsonPath;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// A table with columns that the user names: `NAME:.metadata.name,NODE:.spec.nodeName`.
final class CustomColumns implements ObjectPrinter {

  private final List<String> headings;
  private final List<JsonPath> paths;

  private CustomColumns(List<String> headings, List<JsonPath> paths) {
    this.headings = headings;
    this.paths = paths;
  }

  static CustomColumns parse(String said) {
    if (said.isEmpty()) {
      throw CommandFailure.of("custom-columns format specified but no custom columns given");
    }
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
    return new CustomColumns(headings, paths);
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
    TabbedText table = TabbedText.ofTables().cells(headings);
    for (JsonNode object : objects) {
      table.cells(paths.stream().map(path -> {
        String cell = path.values(object).stream().map(JsonPath::text)
            .collect(Collectors.joining(","));
        return cell.isEmpty() ? "<none>" : cell;
      }).toList());
    }
    return table.text();
  }
}
