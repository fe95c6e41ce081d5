package site.bench;

import grader.exercise.Exercise;
import grader.report.GradeJson;
import grader.run.RepeatedGrading;
import grader.run.Submission;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Grades the same answers again and again in this process and counts verdicts that are not the
/// first one, byte for byte.
public final class RepeatBenchmark {
  private static final int FEWEST_PER_LINE = 1_000;
  private static final int LINES = 50;

  private final PrintWriter out;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger flakes = new AtomicInteger();
  private long start;
  private int all;

  public RepeatBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// Grades `count` times on all processors, the exercises' reference and wrong solutions in turn;
  /// the number of verdicts that differ.
  public int run(List<Exercise> exercises, int count) throws InterruptedException {
    all = count;
    Map<RepeatedGrading, String> first = new LinkedHashMap<>();
    for (Exercise exercise : exercises) {
      first.put(RepeatedGrading.of(exercise, new Submission(exercise.reference().files())), "");
      exercise.wrongs().forEach(wrong -> first.put(
          RepeatedGrading.of(exercise, new Submission(wrong.files())), ""));
    }
    first.replaceAll((grading, none) -> GradeJson.verdict(grading.grade()));
    List<Map.Entry<RepeatedGrading, String>> answers = List.copyOf(first.entrySet());
    start = System.nanoTime();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      List<Callable<Boolean>> lanes = Collections.nCopies(processors, () -> {
        for (int next = begun.getAndIncrement(); next < count; next = begun.getAndIncrement()) {
          grade(answers.get(next % answers.size()), answers.size());
        }
        return true;
      });
      for (Future<Boolean> lane : pool.invokeAll(lanes)) lane.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a grading stopped", failed.getCause());
    }
    say(count, answers.size());
    return flakes.get();
  }

  private void grade(Map.Entry<RepeatedGrading, String> answer, int answers) {
    if (!GradeJson.verdict(answer.getKey().grade()).equals(answer.getValue())) {
      flakes.incrementAndGet();
    }
    int number = done.incrementAndGet();
    if (number < all && number % Math.max(FEWEST_PER_LINE, all / LINES) == 0) say(number, answers);
  }

  private synchronized void say(int graded, int answers) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double left = seconds / graded * (all - graded);
    out.printf(Locale.ROOT, "%,d gradings of %d answers in %.0f s: flake count %d%s%n", graded,
        answers, seconds, flakes.get(),
        graded == all ? "" : String.format(Locale.ROOT, ", about %.0f s left", left));
    out.flush();
  }
}
