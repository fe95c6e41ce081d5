package site.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import site.instructor.ClassReport.Cell;
import site.instructor.ClassReport.Column;
import site.instructor.ClassReport.Row;
import site.instructor.ClassReport.Standing;
import site.instructor.Roster.Learner;

/// The three files of a report, and what hostile names must not do in them.
class ReportFilesTest {

  private static final ClassReport REPORT = new ClassReport(
      List.of(new Column("X01", "The thermostat", 10), new Column("X03", "A store", 30)),
      List.of(
          new Row(new Learner("ann", "Ann Lee"),
              List.of(new Cell(Standing.PASSED, 10, "", List.of()),
                  new Cell(Standing.FAILED, 0, "Two keys both claim revision 5.",
                      List.of("counter_per_key"))),
              ""),
          new Row(new Learner("=1+1", "<script>alert(1)</script>"),
              List.of(Cell.missing(), Cell.missing()), "")),
      List.of("stray.txt"), "isolation full");

  @Test
  void the_page_shows_every_learner_and_names_the_misconception() {
    assertThat(ReportFiles.html(REPORT)).contains("Ann Lee", "X03 · A store",
        "Two keys both claim revision 5.", "counter per key", "stray.txt", "isolation full");
  }

  @Test
  void a_name_that_is_markup_stays_text() {
    assertThat(ReportFiles.html(REPORT)).doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void a_name_that_looks_like_a_formula_stays_a_name() {
    assertThat(ReportFiles.csv(REPORT)).contains("\n'=1+1,");
  }

  @Test
  void the_same_class_gives_the_same_bytes() {
    assertThat(ReportFiles.html(REPORT)).isEqualTo(ReportFiles.html(REPORT));
    assertThat(ReportFiles.json(REPORT)).isEqualTo(ReportFiles.json(REPORT));
  }
}
