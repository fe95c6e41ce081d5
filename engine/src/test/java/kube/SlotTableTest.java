package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// Holds `src/docs/slots.md` to the slots that there are: each exercise of the cluster has its slot,
/// each slot its row, and each row a test that speaks of the slot.
class SlotTableTest {

  private static final Path TABLE = Path.of("src/docs/slots.md");
  private static final Path TESTS = Path.of("src/test/java");

  private record Row(String exercise, String slot, String type, String box, String test) {

    static Row of(String line) {
      List<String> cells = Stream.of(line.split("\\|", -1)).map(cell -> cell.strip()
          .replace("`", "")).toList();
      return new Row(cells.get(1), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
    }
  }

  private static List<Row> rows() {
    return read(TABLE).lines().filter(line -> line.startsWith("| X") || line.startsWith("| —"))
        .map(Row::of).toList();
  }

  @Test
  void every_exercise_of_the_cluster_has_its_slot() {
    Stream<String> exercises = IntStream.rangeClosed(2, 34).mapToObj("X%02d"::formatted);

    assertThat(rows()).extracting(Row::exercise).containsAll(exercises.toList());
  }

  @Test
  void every_slot_has_its_row_and_the_row_says_what_it_is() {
    assertThat(rows().stream().map(row -> row.slot() + " " + row.type() + " " + row.box()))
        .containsExactlyInAnyOrderElementsOf(Slot.all().stream().map(slot -> slot.id() + " "
            + slot.type().getSimpleName() + " " + slot.box()).toList());
  }

  @Test
  void every_row_names_a_test_that_speaks_of_the_slot() {
    List<Path> tests = tests();

    assertThat(rows()).allSatisfy(row -> {
      List<Path> found = tests.stream().filter(test -> test.endsWith(row.test() + ".java"))
          .toList();
      assertThat(found).as(row.toString()).hasSize(1);
      assertThat(read(found.getFirst())).as(row.toString()).containsAnyOf(
          "Slot." + constant(row.slot()), row.type(), "Slot.all()");
    });
  }

  private static String constant(String slot) {
    return Stream.of(Slot.class.getFields()).filter(field -> slot.equals(idOf(field)))
        .map(Field::getName).findFirst().orElseThrow();
  }

  private static String idOf(Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  private static List<Path> tests() {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files.filter(file -> file.toString().endsWith("Test.java")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
