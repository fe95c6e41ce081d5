package site.cli;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An evening with `watch`: saves and keys, and what is said to them.
@SuppressWarnings("NullAway.Init") // Opened before all and before each.
class WatchSessionTest {
  private static final Catalog CATALOG = Catalog.load();
  private static final Exercise THERMOSTAT = CATALOG.find("X01").orElseThrow();
  private static final String SOLUTION = Objects.requireNonNull(
      THERMOSTAT.reference().files().get(THERMOSTAT.submissionFile()));
  private static final String ALL = CATALOG.exercises().size() + " exercises";
  private static Grader grader;

  @TempDir
  private Path folder;
  private StringWriter said;
  private WatchSession session;

  @BeforeAll
  static void open() {
    grader = Grader.start(CATALOG);
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  @BeforeEach
  void begin() {
    said = new StringWriter();
    session = new WatchSession(CATALOG, grader, folder, new PrintWriter(said), true);
  }

  @Test
  void an_empty_folder_says_how_to_go_on_and_n_lays_out_the_first_exercise() {
    session.begin();
    session.pressed(WatchSession.Key.HINT);
    session.pressed(WatchSession.Key.NEXT);

    assertThat(said.toString()).contains("There is no exercise here yet. n lays out the first one.")
        .contains("X01 · The thermostat");
    assertThat(place().answer()).exists();
    assertThat(place().home().resolve("README.txt")).exists();
  }

  @Test
  void a_save_is_graded_and_the_line_below_says_how_far_it_is() throws IOException {
    place().layOut();
    session.begin();
    assertThat(said.toString()).contains("□□").contains("X01: 0 of ")
        .contains("Passed here: 0 of " + ALL + ".").contains(WatchSession.KEYS);

    save(SOLUTION);
    assertThat(said.toString()).contains("Passed: ").contains("Passed here: 1 of " + ALL + ".")
        .contains("Lesson L01: http://127.0.0.1:8080/lessons/");
  }

  @Test
  void hints_open_one_by_one_for_the_first_task_that_fails() {
    place().layOut();
    session.begin();
    Stream.generate(() -> WatchSession.Key.HINT).limit(4).forEach(session::pressed);

    assertThat(said.toString()).contains("Hint 1 of 3 for task 1", "Hint 2 of 3 for task 1",
        "Hint 3 of 3 for task 1");
  }

  @Test
  void what_cannot_be_taken_back_asks_for_the_key_twice() throws IOException {
    place().layOut();
    session.begin();
    session.pressed(WatchSession.Key.SOLUTION);
    assertThat(said.toString()).contains("Press s again to see the solution of X01.")
        .doesNotContain("── MyThermostat.java ──\n");

    session.pressed(WatchSession.Key.LIST);
    session.pressed(WatchSession.Key.SOLUTION);
    session.pressed(WatchSession.Key.SOLUTION);
    assertThat(said.toString()).contains(SOLUTION);

    save("// all of my evening\n");
    session.pressed(WatchSession.Key.RESET);
    assertThat(place().answer()).content().contains("all of my evening");
    session.pressed(WatchSession.Key.RESET);
    assertThat(place().answer()).content().doesNotContain("all of my evening");
    assertThat(place().home().resolve("kept/MyThermostat.java.1.txt")).content()
        .contains("all of my evening");
  }

  @Test
  void the_list_marks_where_one_is_and_q_ends() {
    place().layOut();
    session.begin();

    assertThat(session.pressed(WatchSession.Key.LIST)).isTrue();
    assertThat(session.pressed(WatchSession.Key.QUIT)).isFalse();
    assertThat(said.toString()).contains("X01 The thermostat  ← here");
    assertThat(WatchSession.Key.of('Q')).contains(WatchSession.Key.QUIT);
    assertThat(WatchSession.Key.of('x')).isEmpty();
  }

  private Workplace place() {
    return new Workplace(THERMOSTAT, folder);
  }

  private void save(String text) throws IOException {
    Files.writeString(place().answer(), text);
    session.saved(THERMOSTAT);
  }
}
