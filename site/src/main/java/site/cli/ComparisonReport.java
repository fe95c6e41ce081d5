package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import site.comparison.Compared;
import site.comparison.Compared.Outcome;
import site.comparison.Comparison;
import site.comparison.Line;

/// Compares our kubectl with real ones and prints where their words differ.
final class ComparisonReport {

  private final PrintWriter out;
  private final List<Line> session;
  private final Duration patience;

  ComparisonReport(PrintWriter out, List<Line> session, Duration patience) {
    this.patience = patience;
    this.out = out;
    this.session = List.copyOf(session);
  }

  /// The commands in a file, or those of the build when there is none.
  static List<Line> session(@Nullable Path file) {
    if (file == null) return Line.all();
    try {
      return Line.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new CouldNotRun(file + " is no session: " + unusable.getMessage(), unusable);
    }
  }

  /// Whether no text differs that should not, and none agrees that is said to differ.
  boolean run(List<String> programs) {
    boolean allSame = true;
    for (String program : programs) allSame &= compare(Programs.find(program));
    return allSame;
  }

  private boolean compare(Path kubectl) {
    try {
      Path folder = Files.createTempDirectory("comparison");
      out.println("Ours against " + kubectl + ":");
      List<Compared> all = new Comparison(kubectl, folder, session, patience).run(this::tell);
      long different = count(all, Outcome.DIFFERENT) + count(all, Outcome.NEED_NOT_DIFFER);
      out.printf("%d commands: %d the same, %d must differ, %d differ and should not.%n",
          all.size(), count(all, Outcome.SAME), count(all, Outcome.MUST_DIFFER), different);
      out.flush();
      return different == 0;
    } catch (IOException problem) {
      throw new CouldNotRun(kubectl + " could not be driven: " + problem.getMessage(), problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CouldNotRun("interrupted");
    }
  }

  private void tell(Compared compared) {
    switch (compared.outcome()) {
      case SAME -> {}
      case MUST_DIFFER -> out.println("~ kubectl " + compared.line().text() + "\n    "
          + compared.line().differs());
      case NEED_NOT_DIFFER -> out.println("x kubectl " + compared.line().text()
          + "\n    is said to differ and does not: " + compared.line().differs());
      case DIFFERENT -> {
        out.println("x kubectl " + compared.line().text());
        compared.detail().forEach(line -> out.println("    " + line));
      }
    }
    out.flush();
  }

  private static long count(List<Compared> all, Outcome outcome) {
    return all.stream().filter(compared -> compared.outcome() == outcome).count();
  }
}
