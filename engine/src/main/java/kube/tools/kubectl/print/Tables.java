package kube.tools.kubectl.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.ApiResource;

import tools.jackson.databind.JsonNode;

/// Sets the tables that the server made: which columns, in which order, under which headings.
///
/// @param wide whether columns of lesser importance are shown
/// @param withNamespace whether the namespace comes first
/// @param withLabels whether all labels come last
/// @param labelColumns labels that have a column each
/// @param withKind whether names carry their kind, `pod/web`
public record Tables(boolean wide, boolean withNamespace, boolean withLabels,
    List<String> labelColumns, boolean withKind) {

  /// The headings of a table with these column definitions.
  public List<String> headings(JsonNode definitions) {
    List<String> headings = new ArrayList<>();
    if (withNamespace) headings.add("NAMESPACE");
    for (JsonNode column : definitions) {
      if (isShown(column)) headings.add(Json.text(column, "name").toUpperCase(Locale.ROOT));
    }
    for (String label : labelColumns) {
      headings.add(label.substring(label.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
    }
    if (withLabels) headings.add("LABELS");
    return headings;
  }

  /// The cells of one row.
  public List<String> cells(JsonNode definitions, JsonNode row, ApiResource resource) {
    List<String> cells = new ArrayList<>();
    JsonNode metadata = row.path("object").path("metadata");
    if (withNamespace) cells.add(Json.text(metadata, "namespace"));
    int at = 0;
    for (JsonNode column : definitions) {
      String cell = text(row.path("cells").path(at++));
      boolean isName = Json.text(column, "format").equals("name");
      if (isShown(column)) cells.add(isName && withKind ? resource.label() + "/" + cell : cell);
    }
    JsonNode labels = metadata.path("labels");
    for (String label : labelColumns) cells.add(labels.path(label).asString(""));
    if (withLabels) cells.add(labels(labels));
    return cells;
  }

  private boolean isShown(JsonNode column) {
    return wide || Json.number(column, "priority", 0) == 0;
  }

  private static String labels(JsonNode labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEachEntry((name, value) -> pairs.add(name + "=" + value.asString("")));
    pairs.sort(null);
    return pairs.isEmpty() ? "<none>" : String.join(",", pairs);
  }

  /// A cell holds one line; of several, the first is shown.
  private static String text(JsonNode cell) {
    String text = cell.isString() ? cell.stringValue() : cell.isNull() ? "" : cell.toString();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end) + "...";
  }
}
