package grader.format;

import grader.check.Disclosure;
import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.exercise.StatedMutants;
import grader.exercise.Task;
import grader.report.CheckResult;
import grader.report.CheckResult.Outcome;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.Isolation;
import grader.report.PlannedCheck;
import grader.report.Provenance;
import grader.report.RunFacts;
import grader.report.TaskResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Verdicts of every kind on a made-up exercise, with what is hard to write in them.
final class Verdicts {
  static final Exercise EXERCISE = new Exercise("X98", "the-scribe", "The <scribe>", 1, 5, "L01",
      "warm-up", List.of(), Runnable.class, "MyScribe", Duration.ofSeconds(2),
      List.of(new Task(1, "Write & read", 30), new Task(2, "Forget", 10)), List.of(),
      new TreeMap<>(), List.of(), List.of(), StatedMutants.NOTHING, List.of(), "", "e");

  private static final Provenance PROVENANCE = new Provenance("X98", "ab12", "cd34", "ef56",
      "25.0.3+9", 7, new Isolation(Isolation.Level.FULL, List.of("network"), List.of()));
  private static final RunFacts RUN = new RunFacts(Duration.ofMillis(20), Duration.ofMillis(130),
      "");
  private static final Task FIRST = EXERCISE.tasks().getFirst();
  private static final Task SECOND = EXERCISE.tasks().getLast();

  private Verdicts() {}

  /// One grade of each kind, by name.
  static Map<String, Grade> all() {
    Map<String, Grade> grades = new LinkedHashMap<>();
    grades.put("passed", passed());
    grades.put("failed", failed());
    grades.put("not runnable", notRunnable());
    return grades;
  }

  static Grade passed() {
    return new Grade.Passed(PROVENANCE, List.of(
        new TaskResult(FIRST, List.of(pass("what_is_written_is_read", 1, "hello\n"))),
        new TaskResult(SECOND, List.of(pass("what_is_forgotten_is_gone", 2, "")))), RUN);
  }

  static Grade failed() {
    Feedback wrong = Feedback.weDid("We wrote \"a\" & read.")
        .youAnswered("You answered <b>\u001b[31m]]>.").weNeeded("We needed \"a\".")
        .because("Readers trust what is written.").read("L01")
        .named("reads_too_early", "You read before you wrote.");
    Feedback secret = Feedback.weDid("We drew 4711.").weNeeded("We needed 4712.");
    Feedback notReached = Feedback.weDid("We did not get to check that it ends.")
        .youAnswered("The time was used up.");
    return new Grade.Failed(PROVENANCE, List.of(
        new TaskResult(FIRST, List.of(pass("what_is_written_is_read", 1, "x".repeat(600)),
            new CheckResult(new PlannedCheck("order_is_kept", 1, false, Disclosure.FULL),
                Outcome.FAILED, Optional.of(wrong), "ok 1\n##teamcity[testFinished]\n"))),
        new TaskResult(SECOND, List.of(
            new CheckResult(new PlannedCheck("a_secret_rule", 2, true, Disclosure.NONE),
                Outcome.FAILED, Optional.of(secret), ""),
            new CheckResult(new PlannedCheck("it_ends", 2, false, Disclosure.FULL),
                Outcome.NOT_REACHED, Optional.of(notReached), "")))),
        RUN);
  }

  static Grade notRunnable() {
    return new Grade.NotRunnable(PROVENANCE, Grade.Cause.DOES_NOT_COMPILE,
        "It does not compile: 1 error.",
        List.of(new Diagnostic("MyScribe.java", 3, 5, "cannot find symbol\n  symbol: class Lst")),
        RUN);
  }

  private static CheckResult pass(String name, int task, String output) {
    return new CheckResult(new PlannedCheck(name, task, false, Disclosure.FULL), Outcome.PASSED,
        Optional.empty(), output);
  }
}
