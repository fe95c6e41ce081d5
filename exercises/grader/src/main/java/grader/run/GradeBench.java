package grader.run;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Measures save to verdict: the reference solution of an exercise, graded again and again, each
/// time in a worker that was never used before.
public final class GradeBench {
  private GradeBench() {}

  /// What one exercise took, from the submission's arrival to its verdict.
  public record Result(String exercise, int submissions, Duration p50, Duration p95,
      String isolation) {

    /// One line for people.
    public String sentence() {
      return ("%s: save to verdict p50 %d ms, p95 %d ms over %d submissions,"
          + " a fresh worker each (%s)")
          .formatted(exercise, p50.toMillis(), p95.toMillis(), submissions, isolation);
    }
  }

  /// Grades `submissions` times, after three that are not counted, with a moment's rest between
  /// two, as a learner who saves gives the pool.
  public static Result measure(Grader grader, Exercise exercise, int submissions) {
    Submission reference = new Submission(exercise.reference().files());
    List<Duration> times = new ArrayList<>();
    for (int number = -3; number < submissions; number++) {
      grader.awaitIdle();
      Grade grade = grader.grade(exercise, reference);
      if (!grade.isPassed()) {
        throw new IllegalStateException("The reference solution of " + exercise.id()
            + " does not pass; run the catalog's tests.");
      }
      if (number >= 0) times.add(grade.run().total());
    }
    Collections.sort(times);
    return new Result(exercise.id(), submissions, times.get(times.size() / 2),
        times.get(Math.min(times.size() - 1, times.size() * 95 / 100)),
        grader.isolation().level().name().toLowerCase(Locale.ROOT));
  }

  /// Measures every exercise: `GradeBench [submissions]`.
  public static void main(String[] arguments) {
    int submissions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    Catalog catalog = Catalog.load();
    try (Grader grader = Grader.start(catalog)) {
      for (Exercise exercise : catalog.exercises()) {
        System.out.println(measure(grader, exercise, submissions).sentence());
      }
    }
  }
}
