package grader.format;

import static grader.format.CheckReports.JSON;
import static grader.format.CheckReports.text;

import grader.exercise.Exercise;
import grader.exercise.Task;
import grader.report.Grade;
import grader.report.TaskResult;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Forms that carry points: Gradescope, PrairieLearn and GitHub Classroom. A task is their unit,
/// because all its checks pass or it scores nothing.
final class CourseReports {
  private CourseReports() {}

  /// One task, whatever became of it: what could not run scores nothing, and keeps its place.
  private record Line(Task task, boolean isPassed, String output) {
    int scored() {
      return isPassed ? task.points() : 0;
    }

    String title() {
      return task.number() + ". " + task.title();
    }
  }

  private static List<Line> lines(Exercise exercise, Grade grade) {
    List<Shown> shown = Shown.of(grade);
    return exercise.tasks().stream().map(task -> {
      Optional<TaskResult> result = grade.tasks().stream()
          .filter(each -> each.task().number() == task.number()).findFirst();
      String output = grade instanceof Grade.NotRunnable stopped
          ? stopped.message()
          : CheckReports.lines(shown.stream().filter(check -> check.task() == task.number())
              .toList());
      return new Line(task, result.map(TaskResult::isPassed).orElse(false), output);
    }).toList();
  }

  static String gradescope(Exercise exercise, Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    root.put("score", grade.scored());
    root.put("output", grade instanceof Grade.NotRunnable stopped
        ? Shown.story(stopped)
        : grade.provenance().isolation().sentence());
    root.put("output_format", "text");
    root.put("visibility", "visible");
    root.put("stdout_visibility", "hidden");
    putProvenance(root.putObject("extra_data"), grade);
    ArrayNode tests = root.putArray("tests");
    for (Line line : lines(exercise, grade)) {
      ObjectNode test = tests.addObject();
      test.put("number", Integer.toString(line.task().number()));
      test.put("name", line.title());
      test.put("score", line.scored());
      test.put("max_score", line.task().points());
      test.put("status", line.isPassed() ? "passed" : "failed");
      test.put("output", line.output());
      test.put("output_format", "text");
      test.put("visibility", "visible");
      test.putArray("tags").add(exercise.id());
    }
    return text(root);
  }

  static String prairieLearn(Exercise exercise, Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    boolean isGradable = !(grade instanceof Grade.NotRunnable);
    root.put("gradable", isGradable);
    root.put("score",
        exercise.points() == 0 ? 0 : (double) grade.scored() / exercise.points());
    if (grade instanceof Grade.NotRunnable stopped) {
      root.put("message", stopped.message());
      root.putArray("format_errors").add(Shown.story(stopped));
    }
    ArrayNode tests = root.putArray("tests");
    for (Line line : lines(exercise, grade)) {
      ObjectNode test = tests.addObject();
      test.put("name", line.title());
      test.put("points", line.scored());
      test.put("max_points", line.task().points());
      test.put("output", line.output());
    }
    return text(root);
  }

  static String classroom(Exercise exercise, Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("status", switch (grade) {
      case Grade.Passed passed -> "pass";
      case Grade.Failed failed -> "fail";
      case Grade.NotRunnable stopped -> "error";
    });
    root.put("max_score", exercise.points());
    ArrayNode tests = root.putArray("tests");
    for (Line line : lines(exercise, grade)) {
      ObjectNode test = tests.addObject();
      test.put("name", line.title());
      test.put("status", line.isPassed()
          ? "pass"
          : grade instanceof Grade.NotRunnable ? "error" : "fail");
      test.put("score", line.scored());
      test.put("max_score", line.task().points());
      test.put("message", line.isPassed() ? "" : line.output());
      test.put("test_code", exercise.id() + " " + line.title());
      test.put("filename", exercise.submissionFile());
      test.put("line_no", 0);
    }
    return text(root);
  }

  private static void putProvenance(ObjectNode node, Grade grade) {
    node.put("exercise", grade.provenance().exercise());
    node.put("submission", grade.provenance().submissionDigest());
    node.put("seed", Long.toString(grade.provenance().seed()));
    node.put("isolation", grade.provenance().isolation().sentence());
  }
}
