package grader.lint;

import grader.check.Feedback;
import grader.exercise.Exercise;
import grader.exercise.Solution;
import grader.exercise.Task;
import grader.exercise.WrongSolution;
import grader.report.CheckResult;
import grader.report.Grade;
import grader.report.TaskResult;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import grader.sandbox.SlotTypes;
import grader.worker.Frames;
import grader.worker.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Proves one exercise: it says all it has to, its starter fails every task, its solutions pass,
/// and each named wrong solution is caught where and with the words its folder states.
public final class CatalogLint {
  private static final Pattern HEADING = Pattern.compile("(?m)^== (\\d+)\\. (.+)$");
  private static final Pattern NEED = Pattern.compile("need:([a-z0-9_]+)\\[");
  private static final int HINTS_PER_TASK = 3;

  private final Exercise exercise;
  private final Grader grader;
  private final List<String> problems = new ArrayList<>();

  private CatalogLint(Exercise exercise, Grader grader) {
    this.exercise = exercise;
    this.grader = grader;
  }

  /// Everything that is wrong with this exercise, each as what, where and remedy; empty when it is
  /// law-abiding.
  public static List<String> problems(Exercise exercise, Grader grader) {
    CatalogLint lint = new CatalogLint(exercise, grader);
    lint.checkWords();
    lint.checkSlot();
    lint.checkStarter();
    exercise.solutions().forEach(lint::checkSolution);
    exercise.wrongs().forEach(lint::checkWrong);
    return List.copyOf(lint.problems);
  }

  private void checkWords() {
    List<String> titles = HEADING.matcher(exercise.statement()).results()
        .map(heading -> heading.group(1) + ". " + heading.group(2)).toList();
    List<String> expected = exercise.tasks().stream()
        .map(task -> task.number() + ". " + task.title()).toList();
    if (!titles.equals(expected)) {
      problem("instructions.adoc has the headings " + titles + ", exercise.yaml the tasks "
          + expected);
    }
    for (Task task : exercise.tasks()) {
      if (exercise.hintsOf(task).size() != HINTS_PER_TASK) {
        problem("hints.adoc needs " + HINTS_PER_TASK + " hints for task " + task.number());
      }
    }
    if (exercise.solutions()
        .size() < 2)
      problem("it needs a reference and an alternative solution");
    if (exercise.wrongs().isEmpty()) problem("it needs at least one named wrong solution");
    if (!exercise.starter().containsKey(exercise.submissionFile())) {
      problem("starter/ has no " + exercise.submissionFile());
    }
  }

  /// What the slot's interface promises, the conversation with a worker has to carry.
  private void checkSlot() {
    Class<?> slot = exercise.slotType();
    ClassLoader loader = slot.getClassLoader();
    List<String> types = List.copyOf(SlotTypes.closure(List.of(slot), loader).keySet());
    Frames.of(slot, new Vocabulary(types, loader)).problems()
        .forEach(each -> problem("its slot cannot be spoken with: " + each));
  }

  private void checkStarter() {
    Grade grade = grade(exercise.starter());
    switch (grade) {
      case Grade.NotRunnable stopped -> problem("the starter does not run: " + stopped.message()
          + stopped.diagnostics());
      case Grade.Passed passed -> problem("the starter passes; there is nothing left to do");
      case Grade.Failed failed -> failed.tasks().stream().filter(TaskResult::isPassed)
          .forEach(task -> problem("the starter passes task " + task.task().number()));
    }
    checkNeeds(grade);
  }

  /// Every requirement sentence names a check, and every check has its sentence.
  private void checkNeeds(Grade grade) {
    TreeSet<String> needs = new TreeSet<>(NEED.matcher(exercise.statement()).results()
        .map(need -> need.group(1)).toList());
    TreeSet<String> checks = new TreeSet<>(grade.results().stream()
        .map(result -> result.check().name()).toList());
    if (checks.isEmpty()) return;
    needs.stream().filter(need -> !checks.contains(need))
        .forEach(need -> problem("the statement needs " + need + ", which is no check"));
    checks.stream().filter(check -> !needs.contains(check))
        .forEach(check -> problem("no sentence of the statement needs the check " + check));
  }

  private void checkSolution(Solution solution) {
    Grade grade = grade(solution.files());
    if (!grade.isPassed()) problem(solution.name() + " does not pass: " + story(grade));
  }

  private void checkWrong(WrongSolution wrong) {
    Grade grade = grade(wrong.files());
    String name = "wrong/" + wrong.misconception();
    if (!(grade instanceof Grade.Failed failed)) {
      problem(name + " must fail, but: " + story(grade));
      return;
    }
    CheckResult first = failed.first();
    Feedback feedback = first.feedback().orElseThrow();
    if (first.check().task() != wrong.task() || !first.check().name().equals(wrong.check())) {
      problem(name + " must fail first at task " + wrong.task() + ", " + wrong.check() + ", but: "
          + story(grade));
    } else if (!feedback.message().equals(wrong.message())) {
      problem(name + " must be told:\n  " + wrong.message() + "\nbut is told:\n  "
          + feedback.message());
    } else if (feedback.misconception().isEmpty()
        || !feedback.misconception().get().name().equals(wrong.misconception())) {
      problem(name + " is not named: its feedback says " + feedback.misconception());
    }
  }

  private Grade grade(Map<String, String> files) {
    return switch (Submission.of(files)) {
      case Intake.Accepted accepted -> grader.grade(exercise, accepted.submission());
      case Intake.Rejected rejected -> throw new IllegalStateException(
          exercise.id() + " holds a file that is not taken: " + rejected.message());
    };
  }

  private static String story(Grade grade) {
    return switch (grade) {
      case Grade.Passed passed -> "it passes";
      case Grade.NotRunnable stopped -> stopped.message() + stopped.diagnostics();
      case Grade.Failed failed -> Stream.of(failed.first())
          .map(result -> "task " + result.check().task() + ", " + result.check().name() + ": "
              + result.feedback().map(Feedback::message).orElse(""))
          .findFirst().orElse("");
    };
  }

  private void problem(String text) {
    problems.add(exercise.id() + ": " + text);
  }
}
