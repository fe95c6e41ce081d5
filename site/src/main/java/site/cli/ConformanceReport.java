package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import site.conformance.Conformance;
import site.conformance.Verdict;
import site.conformance.Verdict.Outcome;

/// Runs the command matrix with several kubectl programs and prints a table of what came of it.
final class ConformanceReport {

  private final PrintWriter out;
  private final boolean verbose;

  ConformanceReport(PrintWriter out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /// Whether no row failed with any of them.
  boolean run(List<String> programs) {
    boolean allPassed = true;
    out.println("KUBECTL   PASSED  FAILED  WAITING");
    for (String program : programs) {
      List<Verdict> verdicts = judge(Programs.find(program));
      allPassed &= count(verdicts, Outcome.FAILED) == 0;
    }
    return allPassed;
  }

  private List<Verdict> judge(Path kubectl) {
    try {
      Path folder = Files.createTempDirectory("conformance");
      Conformance conformance = new Conformance(kubectl, folder);
      String version = "1." + conformance.minor();
      List<Verdict> verdicts = conformance.run(_ -> {});
      out.printf("%-9s %6d  %6d  %7d%n", version, count(verdicts, Outcome.PASSED),
          count(verdicts, Outcome.FAILED), count(verdicts, Outcome.WAITING));
      verdicts.forEach(this::tell);
      out.flush();
      return verdicts;
    } catch (IOException problem) {
      throw new CouldNotRun(kubectl + " could not be driven: " + problem.getMessage(), problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CouldNotRun("interrupted");
    }
  }

  private void tell(Verdict verdict) {
    if (verdict.outcome() == Outcome.PASSED) return;
    out.println("  " + verdict.row().name() + (verdict.outcome() == Outcome.WAITING
        ? ": waits for " + verdict.row().waits()
        : ": failed"));
    if (verbose) verdict.detail().forEach(line -> out.println("      " + line));
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }
}
