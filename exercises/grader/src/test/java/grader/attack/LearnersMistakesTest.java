package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.Grade;
import grader.run.Intake;
import grader.run.Submission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Mistakes that look like attacks: each is told what it is, and the verdict's words are ours.
@SuppressWarnings("NullAway.Init") // Opened before all.
class LearnersMistakesTest {
  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = Arena.open(List.of());
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  @Test
  void a_memory_hog_hears_of_memory() {
    Grade grade = arena.grade(Arena.oracleNext(
        "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[16 << 20]);"));
    assertThat(Arena.message(grade)).contains("used up the memory");
  }

  @Test
  void a_recursion_without_an_end_hears_of_the_stack() {
    Grade grade = arena.grade(Arena.oracleNext("return next(number + 1) + 1;"));
    assertThat(Arena.message(grade)).contains("called itself until the stack was full");
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
    assertThat(Arena.message(grade)).contains("constructor without parameters");
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

  @Test
  void a_wrong_signature_is_told_with_the_right_one() {
    String right = "`next` of `Oracle` is missing, or written differently. It should be:"
        + " `public int next(int number)`.";
    String honest = Arena.honestSource();

    assertThat(message(Map.of("MyOracle.java", honest.replace("int next(int", "int next(long"))))
        .contains(right);
    assertThat(message(Map.of("MyOracle.java", honest.replace("int next(", "long next("))))
        .contains(right);
    assertThat(message(Map.of("MyOracle.java", honest.replace("public int next", "int next"))))
        .contains(right);
    assertThat(message(Map.of("MyOracle.java", honest.replace("return ", "retrun "))))
        .doesNotContain("It should be");
  }

  @Test
  void two_classes_of_one_name_are_told_as_such() {
    assertThat(message(Map.of("MyOracle.java", Arena.honestSource(), "Second.java",
        "package learner; class Second {} class MyOracle {}")))
        .contains("Two classes are named `MyOracle`. Keep one of them.");
  }

  private static String message(Map<String, String> files) {
    Intake intake = Submission.of(files);
    return ((Grade.NotRunnable) arena.grade(((Intake.Accepted) intake).submission())).message();
  }

  @Test
  void an_exception_is_told_by_its_name_its_text_and_its_line() {
    Grade grade = arena.grade(Arena.oracleNext("throw new RuntimeException(\"no idea\");"));
    assertThat(Arena.message(grade))
        .contains("Your code threw `RuntimeException`: no idea at MyOracle.java");
  }

  @Test
  void a_missing_answer_is_a_zero() {
    Grade grade = arena.grade(Arena.oracleNext("Integer nothing = null; return nothing;"));
    assertThat(grade.scored()).isZero();
    assertThat(grade.tasks()).hasSize(2);
  }
}
