package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.report.Grade;
import grader.report.Isolation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attacks that want to use everything up: each ends with a message of its own.
@SuppressWarnings("NullAway.Init") // Opened before all.
class ExhaustionTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = new Arena();
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  @AfterEach
  void the_next_submission_is_untouched() {
    assertThat(arena.grade(Arena.honest()).isPassed()).isTrue();
  }

  @Test
  void an_endless_loop_that_ignores_interrupts_is_ended_from_outside() {
    Grade grade = arena.grade(Arena.oracleNext(
        "while (true) try { Thread.sleep(10); } catch (InterruptedException e) { }"));
    assertThat(ForgeryTest.message(grade)).contains("did not answer within the 2 seconds");
    assertThat(grade.run().total()).isLessThan(Duration.ofSeconds(60));
    assertThat(grade.results()).hasSize(3);
    assertThat(grade.scored()).isZero();
  }

  @Test
  void a_memory_hog_hears_of_memory() {
    Grade grade = arena.grade(Arena.oracleNext(
        "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]);"));
    assertThat(ForgeryTest.message(grade)).contains("used up the memory");
  }

  @Test
  void a_recursion_without_an_end_hears_of_the_stack() {
    Grade grade = arena.grade(Arena.oracleNext("return next(number + 1) + 1;"));
    assertThat(ForgeryTest.message(grade)).contains("called itself until the stack was full");
  }

  @Test
  void ten_megabytes_of_output_are_cut_and_cost_nothing_else() {
    Grade grade = arena.grade(Arena.oracleNext("""
        String line = "x".repeat(1024);
        for (int i = 0; i < 10 * 1024; i++) System.out.println(line);
        return number + 1;"""));
    assertThat(grade.isPassed()).isTrue();
    String output = grade.results().getFirst().output();
    assertThat(output).hasSizeBetween(60_000, 70_000).contains("[output cut at 64 KB]");
  }

  @Test
  void a_class_that_cannot_be_made_is_the_learners_to_mend() {
    Grade grade = arena.grade(Arena.source(Arena.honestSource().replace(
        "public int next", "public MyOracle(int wanted) {}\n  public int next")));
    assertThat(grade).isInstanceOf(Grade.Failed.class);
    assertThat(ForgeryTest.message(grade)).contains("constructor without parameters");
  }

  @Test
  void threads_without_end_are_stopped() {
    assumeTrue(arena.grader.isolation().level() == Isolation.Level.FULL,
        "not held here, and said so: " + arena.grader.isolation().sentence());
    Grade grade = arena.grade(Arena.oracleNext("""
        while (true) Thread.ofPlatform().start(() -> {
          while (true) try { Thread.sleep(1000); } catch (InterruptedException e) { }
        });"""));
    assertThat(grade).isInstanceOf(Grade.Failed.class);
    assertThat(ForgeryTest.message(grade)).contains("threads");
  }

  @Test
  void a_fork_bomb_leaves_nothing_behind() throws Exception {
    assumeTrue(arena.grader.isolation().level() == Isolation.Level.FULL,
        "not held here, and said so: " + arena.grader.isolation().sentence());
    Grade grade = arena.grade(Arena.oracleNext("""
        int started = 0;
        for (int i = 0; i < 200; i++) {
          try { new ProcessBuilder("/jdk/bin/java", "-Xmx8m", "-version").start(); started++; }
          catch (java.io.IOException held) { }
        }
        return started < 200 ? number + 1 : 0;"""));
    assertThat(grade.tasks()).hasSize(2);
    List<ProcessHandle> stillDying = ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains("-Xmx8m")).toList();
    for (ProcessHandle process : stillDying) process.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void an_exception_with_endless_causes_ends() {
    Grade grade = arena.grade(Arena.oracleNext("""
        class Endless extends RuntimeException {
          @Override public synchronized Throwable getCause() { return new Endless(); }
        }
        throw new Endless();"""));
    assertThat(ForgeryTest.message(grade)).contains("Your code threw `Endless`");
  }

  @Test
  void an_answer_larger_than_a_frame_is_told_so() {
    Grade grade = arena.grade(Arena.source(Arena.honestSource()
        .replace("new Verse(number, \"one\")",
            "new Verse(number, \"x\".repeat(5_000_000))")));
    assertThat(ForgeryTest.message(grade)).contains("larger than 4 MB");
  }

  @Test
  void a_source_that_blows_the_compiler_up_is_refused_and_the_compiler_comes_back() {
    StringBuilder bomb = new StringBuilder("package learner; class MyOracle { "
        + "static final String S0 = \"0123456789abcdef\";");
    for (int i = 1; i < 30; i++) {
      bomb.append("static final String S%d = S%d + S%d;".formatted(i, i - 1, i - 1));
    }
    Grade grade = arena.grade(Arena.source(bomb + " }"));
    assertThat(((Grade.NotRunnable) grade).cause()).isEqualTo(Grade.Cause.DOES_NOT_COMPILE);
    Grade deep = arena.grade(Arena.source("package learner; class MyOracle { int x = "
        + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }"));
    assertThat(((Grade.NotRunnable) deep).cause()).isEqualTo(Grade.Cause.DOES_NOT_COMPILE);
  }

  @Test
  void an_error_of_the_compiler_has_its_line_and_column() {
    Grade.NotRunnable grade = (Grade.NotRunnable) arena
        .grade(Arena.oracleNext("\n  return \"x\";"));
    assertThat(grade.diagnostics()).hasSize(1);
    assertThat(grade.diagnostics().getFirst().file()).isEqualTo("MyOracle.java");
    assertThat(grade.diagnostics().getFirst().line()).isEqualTo(7);
    assertThat(grade.diagnostics().getFirst().column()).isEqualTo(10);
  }
}
