package kube.tools.kubectl.print;

import java.util.ArrayList;
import java.util.List;

/// A table whose rows come one by one: a column grows with its widest cell and never shrinks.
public final class GrowingTable {

  private static final int LEAST = 6;
  private static final int PADDING = 3;

  private final List<Integer> widths = new ArrayList<>();

  /// The line of these cells, ended by a newline.
  public String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(cell);
      if (column == cells.size() - 1) break;
      int width = Math.max(LEAST, cell.length() + PADDING);
      if (column == widths.size()) widths.add(width);
      widths.set(column, Math.max(widths.get(column), width));
      line.append(" ".repeat(widths.get(column) - cell.length()));
    }
    return line.append('\n').toString();
  }

  /// Widens the columns for these cells, which are printed later or at once with others.
  public void measure(List<String> cells) {
    line(cells);
  }
}
