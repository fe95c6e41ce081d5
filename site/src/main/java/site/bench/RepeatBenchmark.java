package site.bench;

import grader.exercise.Exercise;
import grader.report.GradeJson;
import grader.run.RepeatedGrading;
import grader.run.Submission;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
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
///
/// Each exercise gets the same share of the time and not of the gradings: the dear ones would leave
/// the others nothing. What an exercise costs is measured first, and how often each was graded is
/// said.
public final class RepeatBenchmark {
  private static final int FEWEST_PER_LINE = 1_000;
  private static final int LINES = 50;
  private static final int TRIAL_MILLIS = 3_000;

  private final PrintWriter out;
  private final AtomicInteger done = new AtomicInteger();
  private List<Turn> turns = List.of();
  private long start;
  private int begun;
  private int all;

  public RepeatBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// One exercise: its reference and its wrong solutions, each with its first verdict.
  private static final class Turn {
    private final String id;
    private final List<Map.Entry<RepeatedGrading, String>> answers;
    private final AtomicInteger graded = new AtomicInteger();
    private final AtomicInteger flakes = new AtomicInteger();
    private double share = 1;
    private int begun;

    Turn(Exercise exercise) {
      id = exercise.id();
      Map<RepeatedGrading, String> first = new LinkedHashMap<>();
      first.put(RepeatedGrading.of(exercise, new Submission(exercise.reference().files())), "");
      exercise.wrongs().forEach(wrong -> first.put(
          RepeatedGrading.of(exercise, new Submission(wrong.files())), ""));
      first.replaceAll((grading, none) -> GradeJson.verdict(grading.grade()));
      answers = List.copyOf(first.entrySet());
    }

    void grade(int number) {
      Map.Entry<RepeatedGrading, String> answer = answers.get(number % answers.size());
      if (!GradeJson.verdict(answer.getKey().grade()).equals(answer.getValue())) {
        flakes.incrementAndGet();
      }
      graded.incrementAndGet();
    }

    /// How many nanoseconds of processor time a grading takes once the compiler knows it. The time
    /// on the wall would say how busy the machine is.
    double cost(Duration trial) {
      gradeFor(trial);
      Duration before = processorTime();
      int count = gradeFor(trial);
      return Math.max(1e4, processorTime().minus(before).toNanos() / (double) count);
    }

    private int gradeFor(Duration trial) {
      Duration end = processorTime().plus(trial);
      int count = 0;
      do {
        for (int number = 0; number < answers.size(); number++, count++) grade(number);
      } while (processorTime().compareTo(end) < 0);
      return count;
    }

    private static Duration processorTime() {
      return ProcessHandle.current().info().totalCpuDuration().orElseGet(
          () -> Duration.ofNanos(System.nanoTime()));
    }
  }

  /// Grades `count` times on all processors, the exercises' reference and wrong solutions in turn;
  /// the number of verdicts that differ.
  public int run(List<Exercise> exercises, int count) throws InterruptedException {
    all = count;
    turns = exercises.stream().map(Turn::new).toList();
    if (turns.size() > 1) share();
    start = System.nanoTime();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      List<Callable<Boolean>> lanes = Collections.nCopies(processors, this::gradeUntilDone);
      for (Future<Boolean> lane : pool.invokeAll(lanes)) lane.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a grading stopped", failed.getCause());
    }
    for (Turn turn : turns) {
      out.printf(Locale.ROOT, "%s: %,d verdicts on %d answers, flake count %d%n", turn.id,
          turn.graded.get(), turn.answers.size(), turn.flakes.get());
    }
    say(count);
    return flakes();
  }

  /// Measures what the exercises cost, and gives each as many gradings as fit into the same time.
  private void share() {
    List<String> costs = new ArrayList<>();
    Duration trial = Duration.ofMillis(Math.min(TRIAL_MILLIS, all / 10));
    double perUnit = 0;
    for (Turn turn : turns) {
      double cost = turn.cost(trial);
      turn.share = 1 / cost;
      perUnit += turn.share;
      costs.add(String.format(Locale.ROOT, "%s %.2f ms", turn.id, cost / 1e6));
      turn.graded.set(0);
    }
    for (Turn turn : turns) turn.share /= perUnit;
    out.println("processor time of one grading: " + String.join(", ", costs)
        + "; each exercise gets the same time");
    out.flush();
  }

  private boolean gradeUntilDone() {
    while (true) {
      Turn turn;
      int number;
      synchronized (this) {
        if (begun == all) return true;
        begun++;
        turn = next();
        number = turn.begun++;
      }
      turn.grade(number);
      int graded = done.incrementAndGet();
      if (graded < all && graded % Math.max(FEWEST_PER_LINE, all / LINES) == 0) say(graded);
    }
  }

  /// The exercise that is furthest behind its share.
  private Turn next() {
    Turn next = turns.getFirst();
    for (Turn turn : turns) if (behind(turn) > behind(next)) next = turn;
    return next;
  }

  private double behind(Turn turn) {
    return turn.share * begun - turn.begun;
  }

  private int flakes() {
    return turns.stream().mapToInt(turn -> turn.flakes.get()).sum();
  }

  private synchronized void say(int graded) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double left = seconds / graded * (all - graded);
    out.printf(Locale.ROOT, "%,d gradings of %d answers in %.0f s: flake count %d%s%n", graded,
        turns.stream().mapToInt(turn -> turn.answers.size()).sum(), seconds, flakes(),
        graded == all ? "" : String.format(Locale.ROOT, ", about %.0f s left", left));
    out.flush();
  }
}
