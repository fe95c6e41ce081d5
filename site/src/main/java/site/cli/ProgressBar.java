package site.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// Shows how far long work is: a bar that grows in place on a terminal, a line now and then elsewhere.
final class ProgressBar {

  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final String what;
  private final boolean isTerminal = Optional.ofNullable(System.console()).map(Console::isTerminal)
      .orElse(false);
  private int lastTenth = -1;

  ProgressBar(PrintWriter out, String what) {
    this.out = out;
    this.what = what;
  }

  void show(int done, int all) {
    int filled = all == 0 ? WIDTH : WIDTH * done / all;
    int tenth = all == 0 ? 10 : 10 * done / all;
    if (isTerminal) {
      out.printf("\r[%s%s] %d of %d %s", "█".repeat(filled), "·".repeat(WIDTH - filled), done, all,
          what);
      if (done == all) out.println();
    } else if (tenth != lastTenth) {
      out.printf("%d of %d %s%n", done, all, what);
    }
    lastTenth = tenth;
    out.flush();
  }
}
