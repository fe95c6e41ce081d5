package catalog;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.lint.CatalogLint;
import grader.mutation.MutationScore;
import grader.mutation.MutationTest;
import grader.report.CheckResult;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.report.PlannedCheck;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.InProcessRunner;
import grader.run.RepeatedGrading;
import grader.run.Submission;
import grader.sandbox.SlotTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The catalog's law, over every exercise that is present.
@SuppressWarnings("NullAway.Init") // Opened before all.
class CatalogLawTest {
  private static final Catalog CATALOG = Catalog.load();
  private static Grader grader;

  @BeforeAll
  static void open() {
    grader = Grader.start(CATALOG);
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  static Stream<Named<Exercise>> exercises() {
    return CATALOG.exercises().stream().map(exercise -> Named.of(exercise.id(), exercise));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void an_exercise_keeps_the_law(Exercise exercise) {
    assertThat(CatalogLint.problems(exercise, grader)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void small_mistakes_in_the_reference_are_noticed(Exercise exercise) {
    MutationScore score = MutationTest.run(exercise, grader, (done, all) -> {});
    assertThat(score.problems()).isEmpty();
    assertThat(score.isEnough()).as(score.sentence() + "; alive: " + score.survivors()).isTrue();
  }

  /// But for what only a worker's small heap shows: a debugger's process has more.
  @ParameterizedTest
  @MethodSource("exercises")
  void in_this_process_the_verdict_is_the_same(Exercise exercise) {
    answers(exercise).forEach((name, files) -> {
      Submission submission = new Submission(files);
      Grade sandboxed = grader.grade(exercise, submission);
      Grade here = InProcessRunner.grade(exercise, submission, GradeListener.SILENT);
      List<PlannedCheck> outgrown = sandboxed.results().stream().filter(CatalogLawTest::isOutgrown)
          .map(CheckResult::check).toList();
      assertThat(facts(here, outgrown)).as(exercise.id() + " " + name)
          .isEqualTo(facts(sandboxed, outgrown));
    });
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void a_repeated_grading_is_the_same_too(Exercise exercise) {
    Submission submission = new Submission(exercise.wrongs().getFirst().files());

    assertThat(facts(RepeatedGrading.of(exercise, submission).grade()))
        .isEqualTo(facts(InProcessRunner.grade(exercise, submission, GradeListener.SILENT)));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void grading_twice_gives_the_same_bytes(Exercise exercise) {
    Submission submission = new Submission(exercise.wrongs().getFirst().files());
    OptionalLong seed = OptionalLong.of(7);
    String first = GradeJson.verdict(grader.grade(exercise, submission, seed,
        GradeListener.SILENT));
    String second = GradeJson.verdict(grader.grade(exercise, submission, seed,
        GradeListener.SILENT));
    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void the_plan_is_declared_before_anything_is_heard(Exercise exercise) {
    List<String> heard = new ArrayList<>();
    grader.grade(exercise, new Submission(exercise.starter()), new GradeListener() {
      @Override
      public void started(List<PlannedCheck> checks) {
        checks.forEach(check -> heard.add("planned " + check.name()));
      }

      @Override
      public void checked(CheckResult result) {
        heard.add("checked " + result.check().name());
      }

      @Override
      public void finished(Grade grade) {
        heard.add("finished");
      }
    });
    List<String> planned = heard.stream().filter(each -> each.startsWith("planned ")).toList();
    assertThat(planned).isNotEmpty();
    List<String> expected = new ArrayList<>(planned);
    planned.forEach(each -> expected.add(each.replace("planned ", "checked ")));
    expected.add("finished");
    assertThat(heard).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void a_worker_never_holds_an_implementation_of_its_slot(Exercise exercise) {
    ClassLoader loader = getClass().getClassLoader();
    SortedMap<String, byte[]> types = SlotTypes.closure(List.of(exercise.slotType()), loader);
    assertThat(types.keySet()).contains(exercise.slotType().getName()).allSatisfy(name -> {
      Class<?> type = Class.forName(name, false, loader);
      assertThat(type == exercise.slotType() || !exercise.slotType().isAssignableFrom(type))
          .as(name + " fills the slot").isTrue();
      assertThat(name).doesNotContain("Checks").doesNotContain("Multi")
          .doesNotContain("Reconciler");
    });
  }

  @Test
  void an_unknown_name_has_near_ones() {
    assertThat(CATALOG.find("x01")).isPresent();
    assertThat(CATALOG.find("the-thermostat")).isPresent();
    assertThat(CATALOG.find("the-termostat")).isEmpty();
    assertThat(CATALOG.nearest("the-termostat").getFirst().id()).isEqualTo("X01");
  }

  private static Map<String, SortedMap<String, String>> answers(Exercise exercise) {
    Map<String, SortedMap<String, String>> answers = new LinkedHashMap<>();
    answers.put("starter", exercise.starter());
    exercise.solutions().forEach(solution -> answers.put(solution.name(), solution.files()));
    exercise.wrongs().forEach(wrong -> answers.put(wrong.misconception(), wrong.files()));
    return answers;
  }

  /// What a verdict says, without what the run printed.
  private static boolean isOutgrown(CheckResult result) {
    return result.feedback().filter(it -> it.youAnswered().contains("used up the memory"))
        .isPresent();
  }

  private static List<Object> facts(Grade grade) {
    return facts(grade, List.of());
  }

  private static List<Object> facts(Grade grade, List<PlannedCheck> but) {
    return grade.results().stream().filter(result -> !but.contains(result.check()))
        .<Object>map(result -> List.of(result.check(), result.outcome(), result.feedback()))
        .toList();
  }
}
