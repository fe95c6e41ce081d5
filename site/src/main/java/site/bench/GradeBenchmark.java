package site.bench;

import grader.exercise.Exercise;
import grader.report.CheckResult;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import grader.sandbox.Jvm;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// From save to verdict, each time with a fresh sandbox: compile, judge, answer.
public final class GradeBenchmark {

  /// A site's grader serves for days; what its first few learners wait is not what it takes.
  private static final int WARM_UP = 15;

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
      Distribution firstChecks = new Distribution();
      Distribution verdicts = new Distribution();
      for (int run = 0; run < runs; run++) {
        Thread.sleep(pauseMillis);
        Moments moments = grade(exercise, run);
        firstChecks.add(moments.firstCheck());
        verdicts.add(moments.verdict());
      }
      out.printf("%s, %d saves %d ms apart%n", exercise.id(), runs, pauseMillis);
      out.printf("  first check   %s%n  verdict       %s%n", firstChecks, verdicts);
      out.flush();
    }
    memory();
  }

  /// Grades `count` different submissions on all processors, as a class is regraded, and then once
  /// more in the opposite order. Whether both gave the same verdicts, byte for byte.
  public boolean regrade(List<Exercise> exercises, int count) throws InterruptedException {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    List<String> once = graded(exercises, numbers);
    memory();
    List<String> again = graded(exercises, numbers.reversed()).reversed();
    long same = numbers.stream().filter(each -> once.get(each).equals(again.get(each))).count();
    out.printf(Locale.ROOT, "the same bytes in both orders: %d of %d%n", same, count);
    out.flush();
    return same == count;
  }

  private List<String> graded(List<Exercise> exercises, List<Integer> numbers)
      throws InterruptedException {
    long start = System.nanoTime();
    Duration ownBefore = ownProcessorTime();
    Duration othersBefore = grader.processorTime();
    int processors = Runtime.getRuntime().availableProcessors();
    List<String> verdicts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      List<Callable<String>> jobs = numbers.stream().<Callable<String>>map(number -> () -> {
        Exercise exercise = exercises.get(number % exercises.size());
        return GradeJson.verdict(grader.grade(exercise, submission(exercise, 1_000 + number)));
      }).toList();
      for (Future<String> job : pool.invokeAll(jobs)) verdicts.add(job.get());
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a submission could not be graded", failed.getCause());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%d submissions in %.1f s on %d processors: %.1f a second%n",
        numbers.size(), seconds, processors, numbers.size() / seconds);
    Duration own = ownProcessorTime().minus(ownBefore);
    Duration others = grader.processorTime().minus(othersBefore);
    out.printf("processor time of each: %d ms, of which %d ms in workers and compiler%n",
        own.plus(others).toMillis() / numbers.size(), others.toMillis() / numbers.size());
    return verdicts;
  }

  private static Duration ownProcessorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// What the grader's own process holds; a worker holds no more than its limits allow.
  private void memory() {
    Runtime own = Runtime.getRuntime();
    out.printf(Locale.ROOT, "memory of the grader: %d MB of heap in use, %d MB taken, at most"
        + " %d MB; a worker at most %d MB of heap%n", (own.totalMemory() - own.freeMemory()) >> 20,
        own.totalMemory() >> 20, own.maxMemory() >> 20, Jvm.WORKER.heapMegabytes());
    out.flush();
  }

  /// A comment makes each submission another one, so that nothing is remembered.
  private static Submission submission(Exercise exercise, int number) {
    TreeMap<String, String> files = new TreeMap<>(exercise.reference().files());
    files.computeIfPresent(exercise.submissionFile(), (name, text) -> text + "// " + number + "\n");
    return ((Intake.Accepted) Submission.of(files)).submission();
  }

  /// When the first check's result was heard, and when the verdict, in nanoseconds from the save.
  private record Moments(long firstCheck, long verdict) {}

  private Moments grade(Exercise exercise, int number) {
    Submission submission = submission(exercise, number);
    Stopwatch stopwatch = new Stopwatch();
    Grade grade = grader.grade(exercise, submission, stopwatch);
    long took = stopwatch.elapsed();
    if (!grade.isPassed()) {
      throw new IllegalStateException("the reference of " + exercise.id() + " did not pass");
    }
    return new Moments(stopwatch.firstCheck, took);
  }

  /// Runs from the moment it is made, and notes when the first result of a check comes.
  private static final class Stopwatch implements GradeListener {
    private final long start = System.nanoTime();
    private long firstCheck;

    @Override
    public void checked(CheckResult result) {
      if (firstCheck == 0) firstCheck = elapsed();
    }

    long elapsed() {
      return System.nanoTime() - start;
    }
  }
}
