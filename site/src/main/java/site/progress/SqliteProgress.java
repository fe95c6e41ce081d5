package site.progress;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Progress in one SQLite file: one statement for each sentence of [Progress].
public final class SqliteProgress implements Progress {
  /// After how long a missed question comes back, the first, second and third time.
  private static final List<Duration> RETURNS = List.of(Duration.ofDays(1), Duration.ofDays(3),
      Duration.ofDays(7));

  private final Database database;
  private final InstantSource clock;

  private SqliteProgress(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Opens `progress.db` in the folder, making both when they are missing.
  public static SqliteProgress open(Path folder, InstantSource clock) {
    return new SqliteProgress(Database.open(folder.resolve("progress.db")), clock);
  }

  @Override
  public Map<String, Draft> drafts(Learner learner, String exercise) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    database.query(
        row -> new Draft(row.getString(1), row.getString(2), row.getLong(3),
            Instant.parse(row.getString(4))),
        """
      select path, content, revision, saved_at from draft
      where learner = ? and exercise = ? order by path""",
        learner.id(), exercise).forEach(draft -> drafts.put(draft.path(), draft));
    return drafts;
  }

  @Override
  public long saveDraft(Learner learner, String exercise, String path, String content) {
    return database.query(row -> row.getLong(1),
        """
      insert into draft (learner, exercise, path, content, revision, saved_at)
      values (?, ?, ?, ?, 1, ?)
      on conflict (learner, exercise, path) do update
      set content = excluded.content, revision = revision + 1, saved_at = excluded.saved_at
      returning revision""",
        learner.id(), exercise, path, content, now()).getFirst();
  }

  @Override
  public void dropDrafts(Learner learner, String exercise) {
    database.update("delete from draft where learner = ? and exercise = ?",
        learner.id(), exercise);
  }

  @Override
  public Map<String, Answer> answers(Learner learner, String prefix) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    database.query(
        row -> new Answer(row.getString(1), row.getString(2), row.getString(3),
            row.getBoolean(4), row.getInt(5)),
        """
      select question, first_choice, last_choice, correct, tries from answer
      where learner = ? and substr(question, 1, length(?)) = ? order by question""",
        learner.id(), prefix, prefix).forEach(answer -> answers.put(answer.question(), answer));
    return answers;
  }

  @Override
  public void saveAnswer(Learner learner, String question, String choice, boolean correct) {
    boolean missed = !correct && question.contains("-");
    database.update(
        """
      insert into answer (learner, question, first_choice, last_choice, correct, tries, answered_at,
          stage, due_at)
      values (?1, ?2, ?3, ?3, ?4, 1, ?5, ?6, ?7)
      on conflict (learner, question) do update
      set last_choice = excluded.last_choice, correct = excluded.correct, tries = tries + 1,
          answered_at = excluded.answered_at,
          stage = case when excluded.stage = 1 then 1
            when stage > 0 and due_at <= excluded.answered_at then (stage + 1) % 4
            else stage end,
          due_at = case when excluded.stage = 1 then excluded.due_at
            when stage > 0 and due_at <= excluded.answered_at
              then case stage when 1 then ?8 when 2 then ?9 end
            else due_at end""",
        learner.id(), question, choice, correct, second(Duration.ZERO), missed ? 1 : 0,
        second(RETURNS.get(0)), second(RETURNS.get(1)), second(RETURNS.get(2)));
  }

  @Override
  public List<String> due(Learner learner) {
    return database.query(row -> row.getString(1),
        """
      select question from answer where learner = ? and stage > 0 and due_at <= ?
      order by due_at, question""",
        learner.id(), second(Duration.ZERO));
  }

  @Override
  public Optional<Instant> nextDue(Learner learner) {
    return database.query(row -> Instant.parse(row.getString(1)),
        """
      select due_at from answer where learner = ? and stage > 0 and due_at > ?
      order by due_at limit 1""",
        learner.id(), second(Duration.ZERO)).stream().findFirst();
  }

  @Override
  public Set<OpenedHint> hints(Learner learner, String exercise) {
    return new LinkedHashSet<>(database.query(
        row -> new OpenedHint(row.getInt(1), row.getInt(2)),
        "select task, number from hint where learner = ? and exercise = ? order by task, number",
        learner.id(), exercise));
  }

  @Override
  public void openHint(Learner learner, String exercise, OpenedHint hint) {
    database.update(
        """
      insert into hint (learner, exercise, task, number, opened_at) values (?, ?, ?, ?, ?)
      on conflict do nothing""",
        learner.id(), exercise, hint.task(), hint.number(), now());
  }

  @Override
  public void saveAttempt(Learner learner, Attempt attempt) {
    database.update(
        "insert into attempt (learner, exercise, at, passed, files, grade) values (?, ?, ?, ?, ?, ?)",
        learner.id(), attempt.exercise(), attempt.at().toString(), attempt.passed(),
        attempt.files(), attempt.grade());
  }

  @Override
  public int attempts(Learner learner, String exercise) {
    return database.query(row -> row.getInt(1),
        "select count(*) from attempt where learner = ? and exercise = ?",
        learner.id(), exercise).getFirst();
  }

  @Override
  public Optional<Attempt> latest(Learner learner, String exercise) {
    return database.query(SqliteProgress::attempt,
        """
      select exercise, at, passed, files, grade from attempt
      where learner = ? and exercise = ? order by id desc limit 1""",
        learner.id(), exercise).stream().findFirst();
  }

  @Override
  public Optional<Attempt> latestPassed(Learner learner, String exercise) {
    return database.query(SqliteProgress::attempt,
        """
      select exercise, at, passed, files, grade from attempt
      where learner = ? and exercise = ? and passed = 1 order by id desc limit 1""",
        learner.id(), exercise).stream().findFirst();
  }

  @Override
  public Set<String> solved(Learner learner) {
    return new TreeSet<>(database.query(row -> row.getString(1),
        "select distinct exercise from attempt where learner = ? and passed = 1", learner.id()));
  }

  @Override
  public Set<String> solvedWithoutHints(Learner learner) {
    return new TreeSet<>(database.query(row -> row.getString(1),
        """
      select first.exercise from
        (select exercise, min(at) as at from attempt where learner = ? and passed = 1
         group by exercise) as first
      where not exists (select 1 from hint where hint.learner = ?
        and hint.exercise = first.exercise and hint.opened_at <= first.at)""",
        learner.id(), learner.id()));
  }

  @Override
  public void saveVisit(Learner learner, String lesson) {
    database.update(
        """
      insert into visit (learner, lesson, at) values (?, ?, ?)
      on conflict do update set at = excluded.at""",
        learner.id(), lesson, now());
  }

  @Override
  public List<String> visits(Learner learner) {
    return database.query(row -> row.getString(1),
        "select lesson from visit where learner = ? order by at desc", learner.id());
  }

  @Override
  public void place(Learner learner, Set<Integer> chapters) {
    database.together(() -> {
      database.update("delete from placement where learner = ?", learner.id());
      for (int chapter : chapters) {
        database.update("insert into placement (learner, chapter, at) values (?, ?, ?)",
            learner.id(), chapter, now());
      }
    });
  }

  @Override
  public Set<Integer> placement(Learner learner) {
    return new TreeSet<>(database.query(row -> row.getInt(1),
        "select chapter from placement where learner = ?", learner.id()));
  }

  @Override
  public String export(Learner learner) {
    return ProgressFile.write(database, learner);
  }

  @Override
  public Map<String, Integer> restore(Learner learner, String file) {
    return ProgressFile.read(database, learner, file);
  }

  /// Writes nothing, and takes the lock of a writer to do it.
  @Override
  public void requireAlive() {
    database.update("delete from visit where 0");
  }

  @Override
  public void close() {
    database.close();
  }

  /// The whole second after a wait: times are compared as text, and ".5Z" sorts before "Z".
  private String second(Duration wait) {
    return clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String now() {
    return clock.instant().toString();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(row.getString(1), Instant.parse(row.getString(2)), row.getBoolean(3),
        row.getString(4), row.getString(5));
  }
}
