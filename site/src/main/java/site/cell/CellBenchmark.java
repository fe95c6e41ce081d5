package site.cell;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import site.bench.Distribution;

/// How long a reader waits for a cell: the first of a page, those after it, and completion.
public final class CellBenchmark {
  private static final List<String> IMPORTS = List.of("import java.time.*;", "import java.util.*;",
      "import java.util.function.*;", "import java.util.stream.*;");
  private static final String FIRST = """
      import kube.Cluster;
      var cluster = Cluster.simulated(1);
      cluster.settle();
      cluster.log().lastSequence()""";

  /// How long something took, on the wall and on the processor.
  private record Times(String what, Distribution wall, Distribution processor) {
    Times(String what) {
      this(what, new Distribution(), new Distribution());
    }

    void time(CellSession shell, long from, Runnable work) {
      Duration before = shell.processorTime();
      work.run();
      wall.add(System.nanoTime() - from);
      processor.add(shell.processorTime().minus(before).toNanos());
    }

    void time(CellSession shell, Runnable work) {
      time(shell, System.nanoTime(), work);
    }

    void print(PrintWriter out) {
      out.printf(Locale.ROOT, "%-42s %s   of the processor p50 %.1f ms, p95 %.1f ms%n", what, wall,
          processor.millis(50), processor.millis(95));
    }
  }

  private final PrintWriter out;
  private final Times simple = new Times("first result of a page: 1 + 1");
  private final Times first = new Times("first cluster of a page, 3 nodes settled");
  private final Times following = new Times("a following cell, one expression");
  private final Times longer = new Times("a following cell, six snippets");
  private final Times completion = new Times("completion");

  public CellBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// Opens so many pages, one after the other, and works on each.
  public void run(int pages, int cellsOfAPage) {
    try (Cells cells = new Cells(1)) {
      for (int page = 0; page < pages; page++) work(cells, cellsOfAPage);
      out.println(cells.isolation().sentence());
    }
    for (Times times : List.of(simple, first, following, longer, completion)) times.print(out);
    out.flush();
  }

  private void work(Cells cells, int cellsOfAPage) {
    long[] start = new long[1];
    try (CellSession shell = cells.openWarm(IMPORTS, () -> start[0] = System.nanoTime())) {
      simple.time(shell, start[0], () -> shell.run("0", "1 + 1", text -> {}));
      first.time(shell, () -> shell.run("a", FIRST, text -> {}));
      for (int cell = 0; cell < cellsOfAPage; cell++) {
        String name = "lamps" + cell;
        following.time(shell, () -> shell.run("b", "cluster.now()", text -> {}));
        longer.time(shell, () -> shell.run("c", """
            int %1$s = 3;
            int twice%1$s() { return 2 * %1$s; }
            for (int i = 0; i < 3; i++) %1$s++;
            IO.println(%1$s);
            IO.println(twice%1$s());
            %1$s""".formatted(name), text -> {}));
        completion.time(shell, () -> shell.complete("cluster.set", 11));
      }
    }
  }
}
