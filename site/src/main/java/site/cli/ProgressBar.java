package site.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// Shows how far long work is and how long it still takes: a bar that grows in place on a terminal,
/// a line now and then elsewhere.
final class ProgressBar {

  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final String what;
  private final boolean isTerminal = Optional.ofNullable(System.console()).map(Console::isTerminal)
      .orElse(false);
  private final long began = System.nanoTime();
  private int lastTenth = -1;

  ProgressBar(PrintWriter out, String what) {
    this.out = out;
    this.what = what;
  }

  void show(int done, int all) {
    int filled = all == 0 ? WIDTH : WIDTH * done / all;
    int tenth = all == 0 ? 10 : 10 * done / all;
    if (isTerminal) {
      out.printf("\r[%s%s] %d of %d %s%s\033[K", "█".repeat(filled), "·".repeat(WIDTH - filled),
          done, all, what, left(done, all));
      if (done == all) out.println();
    } else if (tenth != lastTenth) {
      out.printf("%d of %d %s%s%n", done, all, what, left(done, all));
    }
    lastTenth = tenth;
    out.flush();
  }

  /// The time that is left if it goes on as before; nothing when that is under two seconds.
  private String left(int done, int all) {
    if (done == 0) return "";
    long seconds = Duration.ofNanos((System.nanoTime() - began) / done * (all - done)).toSeconds();
    if (seconds < 2) return "";
    return ", about " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min") + " left";
  }
}
