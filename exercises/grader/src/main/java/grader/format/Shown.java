package grader.format;

import grader.check.Feedback;
import grader.report.CheckResult;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One check's result as its learner may see it.
///
/// @param name the check's name as an identifier; hidden checks that may not be named are numbered
/// @param sentence the name as people say it
/// @param feedback why it did not pass; empty when it passed
record Shown(String name, String sentence, int task, CheckResult.Outcome outcome,
    Optional<Feedback> feedback, String output) {

  /// All results of a grade, in source order.
  static List<Shown> of(Grade grade) {
    List<CheckResult> results = grade.results();
    return java.util.stream.IntStream.range(0, results.size())
        .mapToObj(index -> of(results.get(index), index + 1)).toList();
  }

  private static Shown of(CheckResult result, int number) {
    boolean isNamed = Redaction.isNamed(result.check());
    return new Shown(Redaction.name(result.check(), number),
        isNamed ? result.check().sentence() : "hidden check " + number, result.check().task(),
        result.outcome(),
        result.feedback().map(feedback -> Redaction.of(feedback, result.check())),
        Redaction.output(result));
  }

  boolean isPassed() {
    return outcome == CheckResult.Outcome.PASSED;
  }

  boolean isReached() {
    return outcome != CheckResult.Outcome.NOT_REACHED;
  }

  /// What kind of failure it is: the known mistake by its name, or any other.
  String kind() {
    return feedback.flatMap(Feedback::misconception).map(Feedback.Misconception::name)
        .orElse("requirement_not_met");
  }

  /// What the learner reads; empty when it passed.
  String message() {
    return feedback.map(Feedback::message).orElse("");
  }

  /// Why nothing could run: the message, and a line for each complaint of the compiler.
  static String story(Grade.NotRunnable stopped) {
    return stopped.message() + stopped.diagnostics().stream().map(Shown::line)
        .map(line -> "\n" + line).collect(Collectors.joining());
  }

  static String line(Diagnostic fault) {
    return fault.file() + ":" + fault.line() + ":" + fault.column() + ": " + fault.message();
  }
}
