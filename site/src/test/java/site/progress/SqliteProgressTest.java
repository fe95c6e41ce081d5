package site.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.progress.Progress.Attempt;
import site.progress.Progress.OpenedHint;

/// What is kept of a learner, and what is said when it cannot be.
class SqliteProgressTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir
  Path folder;
  private final Learner ann = Learner.fresh();
  private final Learner ben = Learner.fresh();
  private SqliteProgress progress;

  @BeforeEach
  void open() {
    progress = SqliteProgress.open(folder, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    progress.close();
  }

  @Test
  void a_draft_belongs_to_one_learner_and_counts_its_saves() {
    assertThat(progress.saveDraft(ann, "X03", "MyStore.java", "one")).isEqualTo(1);
    assertThat(progress.saveDraft(ann, "X03", "MyStore.java", "two")).isEqualTo(2);
    assertThat(progress.drafts(ann, "X03").get("MyStore.java"))
        .isEqualTo(new Progress.Draft("MyStore.java", "two", 2, NOW));
    assertThat(progress.drafts(ben, "X03")).isEmpty();
    progress.dropDrafts(ann, "X03");
    assertThat(progress.drafts(ann, "X03")).isEmpty();
  }

  @Test
  void the_first_answer_stays_beside_the_last() {
    progress.saveAnswer(ann, "L03-1", "b", false);
    progress.saveAnswer(ann, "L03-1", "c", true);
    progress.saveAnswer(ann, "L04-1", "a", true);
    assertThat(progress.answers(ann, "L03")).containsOnlyKeys("L03-1");
    assertThat(progress.answers(ann, "L03").get("L03-1"))
        .isEqualTo(new Progress.Answer("L03-1", "b", "c", true, 2));
  }

  @Test
  void a_missed_question_comes_back_after_one_three_and_seven_days_and_then_stays_away() {
    Instant[] time = {NOW};
    progress.close();
    progress = SqliteProgress.open(folder, () -> time[0]);
    progress.saveAnswer(ann, "L03", "b", false);
    progress.saveAnswer(ann, "L03-2", "a", true);
    progress.saveAnswer(ann, "L03-1", "b", false);
    progress.saveAnswer(ann, "L03-1", "c", true);
    assertThat(progress.due(ann)).isEmpty();
    assertThat(progress.nextDue(ann)).contains(NOW.plus(Duration.ofDays(1)));
    for (int days : List.of(1, 3, 7)) {
      time[0] = time[0].plus(Duration.ofDays(days)).minusSeconds(1);
      assertThat(progress.due(ann)).isEmpty();
      time[0] = time[0].plusSeconds(1);
      assertThat(progress.due(ann)).containsExactly("L03-1");
      assertThat(progress.due(ben)).isEmpty();
      progress.saveAnswer(ann, "L03-1", "c", true);
      assertThat(progress.due(ann)).isEmpty();
    }
    assertThat(progress.nextDue(ann)).isEmpty();
    progress.saveAnswer(ann, "L03-1", "a", false);
    assertThat(progress.nextDue(ann)).contains(time[0].plus(Duration.ofDays(1)));
  }

  @Test
  void what_is_taken_along_comes_back_whole_and_once() {
    progress.saveDraft(ann, "X03", "MyStore.java", "mine");
    progress.saveAnswer(ann, "L03-1", "b", false);
    progress.openHint(ann, "X03", new OpenedHint(1, 2));
    progress.saveVisit(ann, "L03");
    progress.saveAttempt(ann, new Attempt("X01", NOW, true, "{\"A.java\":\"x\"}", "{}"));
    progress.place(ann, Set.of(1, 3));
    String file = progress.export(ann);
    assertThat(file).doesNotContain(ann.id());

    assertThat(progress.restore(ben, file)).containsExactly(entry("draft", 1), entry("answer", 1),
        entry("hint", 1), entry("visit", 1), entry("placement", 2), entry("attempt", 1));
    assertThat(progress.export(ben)).isEqualTo(file);
    assertThat(progress.restore(ben, file).values()).containsOnly(0);
    assertThat(progress.export(ben)).isEqualTo(file);
  }

  @Test
  void a_file_that_is_not_ours_changes_nothing() {
    progress.saveVisit(ann, "L03");
    String before = progress.export(ann);
    Map<String, String> damaged = Map.of(
        "{", "no JSON",
        "{}", "no progress file",
        before.replace("\"version\" : 1", "\"version\" : 2"), "reads version 1",
        before.replace("\"lesson\" : \"L03\"", "\"lesson\" : 3"), "visit[0].lesson is no text",
        before.replace("2026-11-22T10:00:00Z", "yesterday"), "visit[0].at is no time");
    damaged.forEach((file, reason) -> assertThatThrownBy(() -> progress.restore(ben, file))
        .isInstanceOf(ProgressFile.NotOurs.class).hasMessageContaining(reason));
    assertThat(progress.visits(ben)).isEmpty();
  }

  @Test
  void a_solution_is_unaided_only_when_no_hint_was_opened_before_it() {
    progress.openHint(ann, "X03", new OpenedHint(1, 1));
    progress.openHint(ann, "X03", new OpenedHint(1, 1));
    progress.saveAttempt(ann, new Attempt("X03", NOW.plusSeconds(60), true, "{}", "{}"));
    progress.saveAttempt(ann, new Attempt("X01", NOW.minusSeconds(60), true, "{}", "{}"));
    progress.openHint(ann, "X01", new OpenedHint(1, 1));
    progress.saveAttempt(ann, new Attempt("X17", NOW, false, "{}", "{}"));
    assertThat(progress.hints(ann, "X03")).containsExactly(new OpenedHint(1, 1));
    assertThat(progress.solved(ann)).containsExactly("X01", "X03");
    assertThat(progress.solvedWithoutHints(ann)).containsExactly("X01");
  }

  @Test
  void the_latest_attempt_and_the_latest_that_passed_are_told_apart() {
    progress.saveAttempt(ann, new Attempt("X03", NOW, true, "{\"a\":1}", "{}"));
    progress.saveAttempt(ann, new Attempt("X03", NOW, false, "{\"a\":2}", "{}"));
    assertThat(progress.latest(ann, "X03").orElseThrow().files()).isEqualTo("{\"a\":2}");
    assertThat(progress.latestPassed(ann, "X03").orElseThrow().files()).isEqualTo("{\"a\":1}");
    assertThat(progress.attempts(ann, "X03")).isEqualTo(2);
  }

  @Test
  void what_was_acknowledged_is_there_for_another_reader_while_the_first_still_runs() {
    progress.saveDraft(ann, "X03", "MyStore.java", "typed");
    try (SqliteProgress other = SqliteProgress.open(folder, InstantSource.fixed(NOW))) {
      assertThat(typed(other)).isEqualTo("typed");
    }
  }

  @Test
  void a_full_disk_is_named_with_the_remedy_and_loses_nothing_kept_before() {
    progress.saveDraft(ann, "X03", "MyStore.java", "before");
    try (Database full = Database.open(folder.resolve("progress.db"))) {
      long pages = full.query(row -> row.getLong(1), "pragma page_count").getFirst();
      full.query(row -> row.getLong(1), "pragma max_page_count = " + pages);
      String big = "x".repeat(1_000_000);
      assertThatThrownBy(() -> full.update(
          "insert into draft values (?, 'X03', 'Big.java', ?, 1, '')", ann.id(), big))
          .isInstanceOf(StorageTrouble.class).hasMessageContaining("is full")
          .hasMessageContaining("Free some space");
    }
    assertThat(typed(progress)).isEqualTo("before");
  }

  @Test
  void a_file_that_is_no_database_is_named_with_the_remedy() throws IOException {
    Path other = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(other.resolve("progress.db"), "this is a shopping list, ".repeat(200));
    assertThatThrownBy(() -> SqliteProgress.open(other, InstantSource.system()))
        .isInstanceOf(StorageTrouble.class).hasMessageContaining("progress.db")
        .hasMessageContaining("Move it away");
  }

  private String typed(Progress from) {
    return Objects.requireNonNull(from.drafts(ann, "X03").get("MyStore.java")).content();
  }
}
