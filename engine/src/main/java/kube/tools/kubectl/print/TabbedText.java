package kube.tools.kubectl.print;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells as columns: each cell of a column as wide as its widest neighbour.
///
/// A column is a run of lines that have it, as in Go's `text/tabwriter`: a line with fewer cells
/// ends the columns to its right. The last cell of a line is never padded.
public final class TabbedText {

  private final int minimum;
  private final int padding;
  private final List<List<String>> lines = new ArrayList<>();

  /// @param minimum the least width of a cell with its padding
  /// @param padding spaces after the widest cell
  public TabbedText(int minimum, int padding) {
    this.minimum = minimum;
    this.padding = padding;
  }

  /// As tables of objects are set.
  public static TabbedText ofTables() {
    return new TabbedText(6, 3);
  }

  /// As descriptions are set.
  public static TabbedText ofDescriptions() {
    return new TabbedText(0, 2);
  }

  /// Takes text with tabs between cells; several lines at once are welcome.
  public TabbedText add(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) lines.add(List.of(line.split("\t", -1)));
    return this;
  }

  public TabbedText cells(List<String> cells) {
    lines.add(List.copyOf(cells));
    return this;
  }

  /// Every line ended by a newline; spaces at the end of a line are kept, as Go keeps them.
  public String text() {
    List<StringBuilder> set = new ArrayList<>();
    lines.forEach(_ -> set.add(new StringBuilder()));
    column(0, 0, lines.size(), set);
    StringBuilder text = new StringBuilder();
    set.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private void column(int column, int from, int to, List<StringBuilder> set) {
    int line = from;
    while (line < to) {
      if (isLast(line, column)) {
        if (column < lines.get(line).size()) set.get(line).append(lines.get(line).get(column));
        line++;
        continue;
      }
      int end = line;
      int width = 0;
      while (end < to && !isLast(end, column)) {
        width = Math.max(width, width(lines.get(end).get(column)));
        end++;
      }
      int padded = Math.max(minimum, width + padding);
      for (int at = line; at < end; at++) {
        String cell = lines.get(at).get(column);
        set.get(at).append(cell).append(" ".repeat(Math.max(0, padded - width(cell))));
      }
      column(column + 1, line, end, set);
      line = end;
    }
  }

  private boolean isLast(int line, int column) {
    return column >= lines.get(line).size() - 1;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
