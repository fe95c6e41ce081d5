package site.bench;

import grader.exercise.Exercise;
import grader.report.Grade;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// From save to verdict, each time with a fresh sandbox: compile, judge, answer.
public final class GradeBenchmark {

  private static final int WARM_UP = 3;

  private final PrintWriter out;
  private final Grader grader;

  public GradeBenchmark(Grader grader, PrintWriter out) {
    this.grader = grader;
    this.out = out;
  }

  /// Grades each exercise's reference `runs` times, `pauseMillis` apart as a learner's saves are.
  public void run(List<Exercise> exercises, int runs, long pauseMillis)
      throws InterruptedException {
    out.println(grader.isolation().sentence());
    for (Exercise exercise : exercises) {
      for (int run = 0; run < WARM_UP; run++) grade(exercise, -run);
      Distribution paced = new Distribution();
      for (int run = 0; run < runs; run++) {
        Thread.sleep(pauseMillis);
        paced.add(grade(exercise, run));
      }
      out.printf("%s, %d saves %d ms apart   %s%n", exercise.id(), runs, pauseMillis, paced);
      out.flush();
    }
    if (!exercises.isEmpty()) backToBack(exercises, runs);
  }

  private void backToBack(List<Exercise> exercises, int runs) {
    long start = System.nanoTime();
    int graded = 0;
    for (int run = 0; run < runs; run++) {
      grade(exercises.get(run % exercises.size()), 1_000 + run);
      graded++;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "back to back, one after the other: %.1f submissions a second%n",
        graded / seconds);
  }

  /// A comment makes each submission another one, so that nothing is remembered.
  private long grade(Exercise exercise, int number) {
    TreeMap<String, String> files = new TreeMap<>(exercise.reference().files());
    files.computeIfPresent(exercise.submissionFile(), (name, text) -> text + "// " + number + "\n");
    Submission submission = ((Intake.Accepted) Submission.of(files)).submission();
    long start = System.nanoTime();
    Grade grade = grader.grade(exercise, submission);
    long took = System.nanoTime() - start;
    if (!grade.isPassed()) {
      throw new IllegalStateException("the reference of " + exercise.id() + " did not pass");
    }
    return took;
  }
}
