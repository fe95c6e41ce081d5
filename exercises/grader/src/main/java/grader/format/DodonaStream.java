package grader.format;

import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.Diagnostic;
import grader.report.Grade;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A verdict as the steps in which a judge of Dodona tells it. A task is a tab, a check a context
/// with one test in it.
final class DodonaStream {
  private final StringBuilder lines = new StringBuilder();

  private DodonaStream() {}

  static String write(Exercise exercise, Grade grade) {
    DodonaStream stream = new DodonaStream();
    stream.step("start-judgement", step -> {});
    if (grade instanceof Grade.NotRunnable stopped) {
      stream.stop(stopped);
    } else {
      for (Task task : exercise.tasks()) stream.task(task, grade);
      stream.step("close-judgement", step -> {});
    }
    return stream.lines.toString();
  }

  private void stop(Grade.NotRunnable stopped) {
    step("append-message", step -> plain(step.putObject("message"), stopped.message()));
    stopped.diagnostics().forEach(this::annotate);
    step("close-judgement", step -> {
      step.put("accepted", false);
      boolean isOurs = stopped.cause() == Grade.Cause.GRADER_FAULT;
      boolean isRun = stopped.cause() == Grade.Cause.PROTOCOL_BROKEN;
      status(step, isOurs ? "internal error" : isRun ? "runtime error" : "compilation error",
          stopped.message());
    });
  }

  /// Rows and columns count from 0 there.
  private void annotate(Diagnostic fault) {
    step("annotate-code", step -> {
      step.put("row", Math.max(0, fault.line() - 1));
      step.put("column", Math.max(0, fault.column() - 1));
      step.put("text", fault.message());
      step.put("type", "error");
    });
  }

  private void task(Task task, Grade grade) {
    step("start-tab", step -> step.put("title", task.number() + ". " + task.title()));
    Shown.of(grade).stream().filter(check -> check.task() == task.number()).forEach(this::check);
    step("close-tab", step -> {});
  }

  private void check(Shown check) {
    step("start-context", step -> {});
    step("start-testcase", step -> plain(step.putObject("description"), check.sentence()));
    step("start-test", step -> step.put("expected",
        check.feedback().map(Feedback::weNeeded).orElse("")));
    if (!check.isPassed()) {
      step("append-message", step -> plain(step.putObject("message"), check.message()));
    }
    step("close-test", step -> {
      step.put("generated", check.feedback().map(Feedback::youAnswered).orElse(""));
      if (check.isPassed()) status(step, "correct", "Correct");
      else if (check.isReached()) status(step, "wrong", "Wrong");
      else
        status(step, "runtime error", "Not reached");
    });
    step("close-testcase", step -> {});
    step("close-context", step -> {});
  }

  private static void plain(ObjectNode message, String text) {
    message.put("format", "plain");
    message.put("description", text);
    message.put("permission", "student");
  }

  private static void status(ObjectNode step, String kind, String words) {
    step.putObject("status").put("enum", kind).put("human", words);
  }

  private void step(String command, Consumer<ObjectNode> content) {
    ObjectNode step = CheckReports.JSON.createObjectNode();
    step.put("command", command);
    content.accept(step);
    lines.append(CheckReports.JSON.writeValueAsString(step)).append('\n');
  }
}
