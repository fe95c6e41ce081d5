package grader.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.format.SavedVerdict;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.run.DisclosurePlan;
import grader.run.Submission;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A hidden check says as much as its instructor allows on a day, and the verdict says which day.
@SuppressWarnings("NullAway.Init") // Opened before all.
class DisclosureTest {
  private static final LocalDate BEFORE = LocalDate.parse("2026-11-30");
  private static final LocalDate AFTER = LocalDate.parse("2026-12-01");
  private static final String LATER_ALL = """
      - show: name
      - show: full
        from: 2026-12-01
      """;

  /// Right about 41, which anybody can read, and wrong about what is drawn.
  private static final Submission OVERFITTED = Arena.oracleNext(
      "System.out.println(\"asked \" + number); return number == 41 ? 42 : 0;");

  private static Arena arena;

  @BeforeAll
  static void open() {
    arena = Arena.open(java.util.List.of());
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  @Test
  void a_hidden_check_tells_its_name_until_the_day_and_everything_from_then_on()
      throws DisclosurePlan.NotAPlan {
    DisclosurePlan plan = DisclosurePlan.read(LATER_ALL, Arena.catalog());
    String before = GradeJson.verdict(arena.gradeOn(BEFORE, plan, OVERFITTED));
    String after = GradeJson.verdict(arena.gradeOn(AFTER, plan, OVERFITTED));

    assertThat(before).contains("\"any_number_has_a_next\"", "\"on\" : \"2026-11-30\"")
        .doesNotContain("after one that we drew");
    assertThat(after).contains("after one that we drew", "\"on\" : \"2026-12-01\"");
    assertThat(GradeJson.verdict(arena.gradeOn(BEFORE, plan, OVERFITTED))).isEqualTo(before);
  }

  @Test
  void a_check_that_is_not_shown_tells_neither_its_name_nor_what_it_made_the_part_print()
      throws DisclosurePlan.NotAPlan {
    DisclosurePlan plan = DisclosurePlan.read("""
        - exercise: X99
          check: any_number_has_a_next
          show: none
        """, Arena.catalog());
    Grade grade = arena.gradeOn(BEFORE, plan, OVERFITTED);

    assertThat(grade.results().getLast().output()).startsWith("asked ");
    assertThat(GradeJson.withRun(grade)).contains("\"hidden_check_4\"", "asked 41")
        .doesNotContain("any_number_has_a_next", "after one that we drew",
            grade.results().getLast().output().strip());
  }

  @Test
  void a_saved_verdict_is_made_again_as_on_its_own_day()
      throws DisclosurePlan.NotAPlan, SavedVerdict.NotSaved {
    DisclosurePlan plan = DisclosurePlan.read(LATER_ALL, Arena.catalog());
    Grade grade = arena.gradeOn(BEFORE, plan, OVERFITTED);
    SavedVerdict saved = SavedVerdict.read(SavedVerdict.of(grade, OVERFITTED).text());
    assertThat(arena.differences(saved)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      show: full                                   | no list of rules
      [{show: everything}]                         | not 'everything'
      [{show: full, form: 2026-12-01}]             | no 'form'
      [{show: full, from: tomorrow}]               | not 'tomorrow'
      [{show: full, exercise: X00}]                | no exercise 'X00'
      [{show: full, check: the_next_of_41_is_42}]  | no hidden check 'the_next_of_41_is_42'
      [{show: full                                 | no YAML
      """)
  void a_plan_that_would_silently_do_nothing_is_refused(String yaml, String reason) {
    assertThatThrownBy(() -> DisclosurePlan.read(yaml, Arena.catalog()))
        .isInstanceOf(DisclosurePlan.NotAPlan.class).hasMessageContaining(reason);
  }
}
