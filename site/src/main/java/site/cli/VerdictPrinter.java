package site.cli;

import grader.check.Evidence;
import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.CheckResult;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.Redaction;
import grader.run.GradeListener;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/// Prints a verdict for people while it is made: a line a check, then what to mend first.
final class VerdictPrinter implements GradeListener {

  private final PrintWriter out;
  private final Exercise exercise;
  private int taskShown;

  VerdictPrinter(PrintWriter out, Exercise exercise) {
    this.out = out;
    this.exercise = exercise;
  }

  @Override
  public void checked(CheckResult result) {
    if (result.check().task() != taskShown) {
      taskShown = result.check().task();
      exercise.tasks()
          .stream()
          .filter(task -> task.number() == taskShown)
          .forEach(this::printTask);
    }
    String mark = switch (result.outcome()) {
      case PASSED -> "@|green ✓|@";
      case FAILED -> "@|red ✗|@";
      case NOT_REACHED -> "@|faint ·|@";
    };
    print("  " + mark + " " + Redaction.sentence(result.check())
        + (result.check().hidden() ? " @|faint (hidden)|@" : "")
        + (result.remark().isEmpty() ? "" : " @|faint : " + result.remark() + "|@"));
    String output = Redaction.output(result);
    if (!output.isBlank()) printOutput(output);
    out.flush();
  }

  @Override
  public void finished(Grade grade) {
    out.println();
    switch (grade) {
      case Grade.Passed passed -> print("@|bold,green Passed|@: " + passed.scored() + " of "
          + exercise.points() + " points.");
      case Grade.Failed failed -> printFailure(failed);
      case Grade.NotRunnable stopped -> printStop(stopped);
    }
    print("@|faint " + exercise.id() + " " + exercise.title() + ", seed "
        + grade.provenance().seed() + ", " + grade.provenance().isolation().sentence() + ", "
        + grade.provenance().openness().map(shown -> shown.sentence() + ", ").orElse("")
        + "within " + grade.run().totalShown().toMillis() + " ms|@");
    out.flush();
  }

  private void printTask(Task task) {
    print("@|bold " + task.number() + ". " + task.title() + "|@");
  }

  private void printOutput(String output) {
    List<String> lines = output.lines().toList();
    lines.stream().limit(10).forEach(line -> out.println("      | " + line));
    if (lines.size() > 10) out.println("      | … " + (lines.size() - 10) + " lines more");
  }

  private void printFailure(Grade.Failed failed) {
    print("@|bold,red Not passed|@: " + failed.scored() + " of " + exercise.points()
        + " points. The first thing to mend:");
    out.println();
    failed.first().feedback().map(feedback -> Redaction.of(feedback, failed.first().check()))
        .ifPresent(this::printFeedback);
  }

  private void printFeedback(Feedback feedback) {
    feedback.misconception().ifPresent(known -> {
      out.println("  " + known.message().replace("**", ""));
      out.println();
    });
    part("We did", feedback.weDid());
    part("You answered", feedback.youAnswered());
    part("We needed", feedback.weNeeded());
    part("Why it matters", feedback.whyItMatters());
    part("Read", feedback.read());
    feedback.evidence().ifPresent(this::printRun);
    out.println();
  }

  /// The run in which it went wrong, a line each step, what the reference did below where it
  /// differs.
  private void printRun(Evidence run) {
    part("The run", run.origin());
    for (Evidence.Step step : run.steps()) {
      String mark = run.isWrong(step) ? "@|red ✗|@" : " ";
      out.println(Ansi.AUTO.string("    " + mark + " ") + step.number() + "  " + step.at() + "  "
          + step.yours());
      if (!step.reference().isEmpty()) out.println("          reference: " + step.reference());
    }
  }

  private void part(String name, String text) {
    if (text.isBlank()) return;
    out.println(Ansi.AUTO.string("  @|faint " + String.format("%-15s", name) + "|@")
        + text.replace("\n", "\n" + " ".repeat(17)));
  }

  private void printStop(Grade.NotRunnable stopped) {
    out.println(Ansi.AUTO.string("@|bold,yellow Could not run|@: ") + stopped.message());
    for (Diagnostic fault : stopped.diagnostics()) {
      out.println("  " + fault.file() + ":" + fault.line() + ":" + fault.column() + ": "
          + fault.message());
    }
  }

  /// Texts of others may hold anything: only our own marks are colors.
  private void print(String line) {
    out.println(Ansi.AUTO.string(line));
  }
}
