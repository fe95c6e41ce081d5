package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.GradeJson;
import grader.run.RepeatedGrading;
import grader.run.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Grading is a function: order, company and a busy machine change no byte of a verdict.
class DeterminismTest {
  private static final List<Submission> SUBMISSIONS = List.of(Arena.honest(),
      Arena.oracleNext("return number;"),
      Arena.oracleNext("return number == 41 ? 42 : 0;"),
      Arena.oracleNext("throw new IllegalStateException(\"no idea\");"),
      Arena.oracleNext("return undeclared;"),
      Arena.oracleNext("System.exit(number); return 0;"),
      Arena.oracleNext("System.out.println(Math.random()); return number + 1;"),
      Arena.oracleAskBack("return Optional.empty();"),
      Arena.source("package learner; class MyOracle {}"));

  @Test
  void the_same_submission_gives_the_same_bytes_in_any_order_and_company()
      throws InterruptedException, ExecutionException {
    try (Arena arena = Arena.open(List.of())) {
      List<String> alone = SUBMISSIONS.stream().map(each -> verdict(arena, each)).toList();
      List<String> together = inParallel(SUBMISSIONS.reversed(),
          each -> verdict(arena, each)).reversed();
      for (int index = 0; index < alone.size(); index++) {
        assertThat(together.get(index)).as("submission " + index).isEqualTo(alone.get(index));
      }
      assertThat(alone.getFirst()).contains("\"verdict\" : \"passed\"");
    }
  }

  /// One more leaves a mark in its process, by which we see who shares one.
  @Test
  void lanes_that_share_a_worker_and_lanes_with_one_each_give_the_same_bytes() {
    Submission marker = Arena.oracleNext("System.out.print(System.getProperty(\"mark\", \"new\"));"
        + " System.setProperty(\"mark\", \"used\"); return number + 1;");
    try (Arena apart = Arena.open(List.of()); Arena shared = Arena.openForMany()) {
      for (Submission each : SUBMISSIONS) {
        assertThat(GradeJson.verdict(shared.gradeAtLength(each)))
            .isEqualTo(GradeJson.verdict(apart.gradeAtLength(each)));
      }
      assertThat(apart.gradeAtLength(marker).results().getLast().output()).startsWith("new");
      assertThat(shared.gradeAtLength(marker).results().getLast().output()).startsWith("used");
    }
  }

  @Test
  void two_hundred_submissions_give_the_same_bytes_in_two_orders_under_load()
      throws InterruptedException, ExecutionException {
    List<RepeatedGrading> gradings = IntStream.range(0, 200).mapToObj(number -> Arena.inProcess(
        Arena.oracleNext("return number %% %d == %d ? number : number + 1;"
            .formatted(2 + number % 50, number % 7))))
        .toList();
    List<String> first = inParallel(gradings, DeterminismTest::verdict);
    List<String> second = inParallel(gradings.reversed(), DeterminismTest::verdict).reversed();
    assertThat(second).isEqualTo(first);
    assertThat(first).anyMatch(verdict -> verdict.contains("\"verdict\" : \"passed\""))
        .anyMatch(verdict -> verdict.contains("\"verdict\" : \"failed\""));
  }

  private static String verdict(RepeatedGrading grading) {
    return GradeJson.verdict(grading.grade());
  }

  private static <T> List<String> inParallel(List<T> submissions, Function<T, String> grading)
      throws InterruptedException, ExecutionException {
    try (ExecutorService graders = Executors.newFixedThreadPool(3);
        ExecutorService load = Executors.newSingleThreadExecutor()) {
      load.execute(() -> {
        while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
      });
      List<String> verdicts = new ArrayList<>();
      for (Future<String> verdict : graders.invokeAll(submissions.stream()
          .<Callable<String>>map(each -> () -> grading.apply(each))
          .toList())) {
        verdicts.add(verdict.get());
      }
      load.shutdownNow();
      return verdicts;
    }
  }

  private static String verdict(Arena arena, Submission submission) {
    return GradeJson.verdict(arena.grade(submission));
  }
}
