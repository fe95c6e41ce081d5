package site.instructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.report.Isolation;
import grader.report.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.instructor.ClassReport.Cell;
import site.instructor.ClassReport.Standing;

/// What a book of grades promises: nothing written is lost, nothing half written counts.
class GradeBookTest {
  private static final Cell PASSED = new Cell(Standing.PASSED, 40, "", List.of());
  private static final Cell FAILED = new Cell(Standing.FAILED, 10, "We needed \"two\",\nnot 1 é",
      List.of("starts_zero"));

  @TempDir
  private Path folder = Path.of("");

  @Test
  void the_next_run_knows_what_was_written_and_grades_what_changed() throws IOException {
    try (GradeBook book = GradeBook.open(folder)) {
      book.add("ann", provenance("a1", "e1"), PASSED);
      book.add("bob", provenance("b1", "e1"), FAILED);
    }
    try (GradeBook book = GradeBook.open(folder)) {
      assertThat(book.known("ann", provenance("a1", "e1"))).contains(PASSED);
      assertThat(book.known("bob", provenance("b1", "e1"))).contains(FAILED);
      assertThat(book.known("ann", provenance("a2", "e1"))).isEmpty();
      assertThat(book.known("ann", provenance("a1", "e2"))).isEmpty();
      assertThat(book.known("cem", provenance("a1", "e1"))).isEmpty();
    }
  }

  @Test
  void a_change_says_who_and_why() throws IOException {
    try (GradeBook book = GradeBook.open(folder)) {
      book.add("ann", provenance("a1", "e1"), PASSED);
      book.add("bob", provenance("b1", "e1"), FAILED);
    }
    try (GradeBook book = GradeBook.open(folder)) {
      book.add("ann", provenance("a1", "e2"), FAILED);
      book.add("bob", provenance("b1", "e2"), FAILED);

      assertThat(book.changes()).map(GradeChange::sentence).containsExactly(
          "ann, X01: passed with 40 points → not passed with 10 points (the exercise changed)");
    }
  }

  @Test
  void wherever_the_power_fails_whole_lines_stay_and_the_rest_is_written_again()
      throws IOException {
    try (GradeBook book = GradeBook.open(folder)) {
      book.add("ann", provenance("a1", "e1"), PASSED);
      book.add("bob", provenance("b1", "e1"), FAILED);
    }
    byte[] whole = Files.readAllBytes(folder.resolve("grades.jsonl"));
    int firstLine = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n')
        + 1;
    for (int cut = 0; cut < whole.length; cut += 9) {
      Path place = Files.createDirectories(folder.resolve("cut-" + cut));
      Files.write(place.resolve("grades.jsonl"), Arrays.copyOf(whole, cut));
      try (GradeBook book = GradeBook.open(place)) {
        assertThat(book.known("ann", provenance("a1", "e1")).isPresent()).as("cut at " + cut)
            .isEqualTo(cut >= firstLine);
        assertThat(book.known("bob", provenance("b1", "e1"))).as("cut at " + cut).isEmpty();
        if (cut < firstLine) book.add("ann", provenance("a1", "e1"), PASSED);
        book.add("bob", provenance("b1", "e1"), FAILED);
      }
      assertThat(Files.readAllBytes(place.resolve("grades.jsonl"))).as("cut at " + cut)
          .isEqualTo(whole);
    }
  }

  @Test
  void two_runs_do_not_write_into_one_book() throws IOException {
    try (GradeBook _ = GradeBook.open(folder)) {
      assertThatThrownBy(() -> GradeBook.open(folder)).isInstanceOf(IOException.class)
          .hasMessageContaining("another run is grading");
    }
  }

  private static Provenance provenance(String submission, String exercise) {
    return new Provenance("X01", submission, exercise, "g1", "25", 7,
        new Isolation(Isolation.Level.FULL, List.of(), List.of()));
  }
}
