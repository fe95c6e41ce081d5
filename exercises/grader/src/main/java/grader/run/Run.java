package grader.run;

import grader.check.Feedback;
import grader.check.Seed;
import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.CheckResult;
import grader.report.CheckResult.Outcome;
import grader.report.PlannedCheck;
import grader.report.TaskResult;
import grader.worker.PeerGone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the plan of one submission, check by check, and keeps what became of each.
final class Run {
  private final Exercise exercise;
  private final CheckPlan plan;
  private final Seed seed;
  private final Stage stage;
  private final GradeListener listener;
  private final CheckRunner runner = new CheckRunner();
  private final List<CheckResult> results = new ArrayList<>();

  Run(Exercise exercise, CheckPlan plan, Seed seed, Stage stage, GradeListener listener) {
    this.exercise = exercise;
    this.plan = plan;
    this.seed = seed;
    this.stage = stage;
    this.listener = listener;
  }

  /// The tasks' results. Throws `ProtocolBroken` when the conversation cannot be believed, and
  /// [BrokenCheck] when a check fails by a mistake of its own.
  List<TaskResult> perform() {
    for (CheckPlan.Entry entry : plan.entries()) {
      CheckResult result = perform(entry);
      results.add(result);
      listener.checked(result);
    }
    List<TaskResult> tasks = new ArrayList<>();
    for (Task task : exercise.tasks()) {
      tasks.add(new TaskResult(task,
          results.stream().filter(result -> result.check().task() == task.number()).toList()));
    }
    return tasks;
  }

  /// The first hidden check that fails, in the order of the plan; the others are not run.
  Optional<String> firstHiddenFailure() {
    for (CheckPlan.Entry entry : plan.entries()) {
      if (entry.check().hidden() && perform(entry).outcome() != Outcome.PASSED) {
        return Optional.of(entry.check().name());
      }
    }
    return Optional.empty();
  }

  /// The result of one check.
  CheckResult perform(CheckPlan.Entry entry) {
    PlannedCheck check = entry.check();
    if (!stage.isOpen()) {
      return new CheckResult(check, Outcome.NOT_REACHED, Optional.of(Feedback.weDid(
          "We did not get to check that " + check.sentence() + ".")
          .youAnswered(stage.closedBecause())), "");
    }
    CheckRunner.Ending ending = runner.run(entry,
        new Conversation(stage.remote(), exercise.slotType(), seed));
    if (ending.isPassed()) {
      return new CheckResult(check, Outcome.PASSED, Optional.empty(), stage.remote().takeOutput());
    }
    Throwable thrown = ending.thrown()
        .orElseThrow(() -> new BrokenCheck(check, new IllegalStateException("it did not run")));
    String output = stage.remote().takeOutput();
    if (thrown instanceof grader.worker.ProtocolBroken broken) throw broken;
    if (thrown instanceof PeerGone) {
      String last = stage.lostOutput();
      return new CheckResult(check, Outcome.FAILED, Optional.of(stage.lost(check)), output + last);
    }
    Feedback feedback = Excuse.of(thrown, check).orElseThrow(() -> new BrokenCheck(check, thrown));
    return new CheckResult(check, Outcome.FAILED, Optional.of(feedback), output);
  }
}
