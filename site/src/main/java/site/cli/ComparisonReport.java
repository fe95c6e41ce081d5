package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import site.comparison.Compared;
import site.comparison.Compared.Outcome;
import site.comparison.Comparison;
import site.comparison.Line;

/// Compares our kubectl with real ones and prints where their words differ.
///
/// Ours follows the newest. So of several real ones the newest is the measure, and what an older one
/// says otherwise is its own way when the newest says what ours says.
final class ComparisonReport {

  private static final int LINES_OF_OLD = 6;

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
    Set<Line> measure = new HashSet<>();
    for (Comparison comparison : newestFirst(programs)) {
      List<Compared> all = compared(comparison, measure);
      allSame &= conclude(all, measure);
      if (measure.isEmpty()) {
        all.stream().filter(one -> one.outcome() == Outcome.SAME)
            .forEach(one -> measure.add(one.line()));
      }
    }
    return allSame;
  }

  private List<Comparison> newestFirst(List<String> programs) {
    SortedMap<Integer, List<Comparison>> byAge = new TreeMap<>(Comparator.reverseOrder());
    for (String program : programs) {
      Path kubectl = Programs.find(program);
      try {
        Comparison comparison = new Comparison(kubectl, Files.createTempDirectory("comparison"),
            session, patience);
        byAge.computeIfAbsent(comparison.minor(), _ -> new ArrayList<>()).add(comparison);
      } catch (IOException problem) {
        throw new CouldNotRun(kubectl + " could not be driven: " + problem.getMessage(), problem);
      } catch (InterruptedException interrupted) {
        throw interrupted();
      }
    }
    return byAge.values().stream().flatMap(List::stream).toList();
  }

  private List<Compared> compared(Comparison comparison, Set<Line> measure) {
    try {
      out.println("Ours against " + comparison.kubectl() + ":");
      return comparison.run(one -> tell(one, measure.contains(one.line())));
    } catch (IOException problem) {
      throw new CouldNotRun(comparison.kubectl() + " could not be driven: "
          + problem.getMessage(), problem);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static CouldNotRun interrupted() {
    Thread.currentThread().interrupt();
    return new CouldNotRun("interrupted");
  }

  private boolean conclude(List<Compared> all, Set<Line> measure) {
    long old = all.stream().filter(one -> one.outcome() == Outcome.DIFFERENT
        && measure.contains(one.line())).count();
    long different = count(all, Outcome.DIFFERENT) + count(all, Outcome.NEED_NOT_DIFFER) - old;
    out.printf("%d commands: %d the same, %d must differ, %d differ from a newer kubectl too,"
        + " %d differ and should not.%n", all.size(), count(all, Outcome.SAME),
        count(all, Outcome.MUST_DIFFER), old, different);
    out.flush();
    return different == 0;
  }

  private void tell(Compared compared, boolean isAsTheNewest) {
    boolean isOld = isAsTheNewest && compared.outcome() == Outcome.DIFFERENT;
    if (isOld) {
      out.println("o kubectl " + compared.line().text()
          + "\n    the newest kubectl says what ours says, and this one does not:");
      compared.detail().stream().limit(LINES_OF_OLD).forEach(line -> out.println("    " + line));
      out.flush();
      return;
    }
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
