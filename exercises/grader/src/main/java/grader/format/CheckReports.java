package grader.format;

import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.report.Grade;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Forms that list checks: Exercism and check50.
final class CheckReports {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int EXERCISM_OUTPUT = 500;
  /// What Exercism wants said where an output ends before its end.
  private static final String EXERCISM_CUT = "\nOutput was truncated. Please limit to 500 chars";
  private static final int EXERCISM_MESSAGE = 65_535;

  private CheckReports() {}

  static String exercism(Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 3);
    root.put("status", switch (grade) {
      case Grade.Passed passed -> "pass";
      case Grade.Failed failed -> "fail";
      case Grade.NotRunnable stopped -> "error";
    });
    if (grade instanceof Grade.NotRunnable stopped) {
      root.put("message", cut(Shown.story(stopped), EXERCISM_MESSAGE, "…"));
    } else {
      root.putNull("message");
    }
    ArrayNode tests = root.putArray("tests");
    Shown.of(grade).forEach(check -> {
      ObjectNode test = tests.addObject();
      test.put("name", check.sentence());
      test.put("test_code", "// We check: " + check.sentence() + ".");
      test.put("status", check.isPassed() ? "pass" : check.isReached() ? "fail" : "error");
      test.put("task_id", check.task());
      if (!check.isPassed()) test.put("message", check.message());
      if (!check.output().isEmpty())
        test.put("output", cut(check.output(), EXERCISM_OUTPUT, EXERCISM_CUT));
    });
    return text(root);
  }

  static String check50(Exercise exercise, Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    root.put("slug", "inside-out/" + exercise.slug());
    if (grade instanceof Grade.NotRunnable stopped) {
      ObjectNode error = root.putObject("error");
      error.put("type", stopped.cause().name());
      error.put("value", Shown.story(stopped));
      error.putArray("traceback");
      ObjectNode actions = error.putObject("actions");
      actions.put("show_traceback", false);
      actions.put("message", Shown.story(stopped));
      error.putObject("data");
    } else {
      ArrayNode results = root.putArray("results");
      Shown.of(grade).forEach(check -> putCheck50(results.addObject(), check));
    }
    root.put("version", "3.3.11");
    return text(root);
  }

  private static void putCheck50(ObjectNode result, Shown check) {
    result.put("name", check.name());
    result.put("description", check.sentence());
    if (check.isReached()) result.put("passed", check.isPassed());
    else
      result.putNull("passed");
    ArrayNode log = result.putArray("log");
    check.output().lines().limit(20).forEach(log::add);
    if (check.feedback().isPresent()) {
      Feedback feedback = check.feedback().get();
      ObjectNode cause = result.putObject("cause");
      cause.put("rationale", feedback.message());
      if (feedback.whyItMatters().isEmpty()) cause.putNull("help");
      else
        cause.put("help", feedback.whyItMatters());
      if (!feedback.weNeeded().isEmpty() && !feedback.youAnswered().isEmpty()) {
        cause.put("expected", feedback.weNeeded()); // Readers expect both or neither.
        cause.put("actual", feedback.youAnswered());
      }
    } else {
      result.putNull("cause");
    }
    result.putObject("data");
    result.putNull("dependency");
  }

  private static String cut(String text, int most, String end) {
    return text.length() <= most ? text : text.substring(0, most - end.length()) + end;
  }

  static String text(ObjectNode root) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /// What went wrong in these checks, a line for each.
  static String lines(List<Shown> checks) {
    StringBuilder lines = new StringBuilder();
    for (Shown check : checks) {
      String mark = check.isPassed()
          ? "passed: "
          : check.isReached() ? "failed: " : "not reached: ";
      lines.append(mark).append(check.sentence()).append('\n');
      if (!check.isPassed()) lines.append("  ").append(check.message()).append('\n');
    }
    return lines.toString().stripTrailing();
  }
}
