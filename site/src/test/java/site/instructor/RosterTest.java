package site.instructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.instructor.Roster.Learner;
import site.instructor.Roster.NotARoster;

/// What counts as a roster, and what is said of a file that is none.
class RosterTest {

  @TempDir
  private Path folder = Path.of("");

  @Test
  void a_github_classroom_roster_is_read_in_its_order() throws Exception {
    Path file = file("\ufeff" + """
      identifier,github_username,github_id,name
      lee,lee-gh,12,"Lee, Ann"
      kim,,,
      """);

    assertThat(Roster.read(file).learners())
        .containsExactly(new Learner("lee", "Lee, Ann"), new Learner("kim", "kim"));
  }

  @Test
  void repeated_and_missing_ids_are_named_with_their_rows() throws IOException {
    Path file = file("id,name\nkim,Kim\n,Nobody\nkim,Kim again\n");

    assertThatThrownBy(() -> Roster.read(file)).isInstanceOf(NotARoster.class)
        .hasMessageContaining("row 3 has no id")
        .hasMessageContaining("row 4 repeats the id 'kim' of row 2");
  }

  @Test
  void a_file_without_an_id_column_says_which_columns_it_has() throws IOException {
    Path file = file("given,family\nAnn,Lee\n");

    assertThatThrownBy(() -> Roster.read(file)).isInstanceOf(NotARoster.class)
        .hasMessageContaining("given, family")
        .hasMessageContaining("identifier");
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> Roster.read(folder.resolve("class.csv")))
        .isInstanceOf(NotARoster.class)
        .hasMessageContaining("class.csv cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("class.csv"), text);
  }
}
