package site.cli;

import course.Course;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.Hint;
import grader.exercise.Task;
import grader.report.Grade;
import grader.report.TaskResult;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// One evening of a learner: which exercise is at hand, how each stands, which hints are open.
///
/// Answers to saves and to keys, one after the other; who hears them first is [WatchCommand].
final class WatchSession {
  static final String KEYS = "n next  h hint  l list  r reset  s solution  q quit";
  private static final int DEPTH = 8;
  private static final String SITE = "http://127.0.0.1:8080";

  private final Catalog catalog;
  private final Grader grader;
  private final Path folder;
  private final PrintWriter out;
  private final boolean hasKeys;
  private final Map<String, Grade> grades = new LinkedHashMap<>();
  private final Map<String, Integer> hintsOpen = new TreeMap<>();
  private final Map<String, String> lessons = new TreeMap<>();
  private @Nullable Exercise current;
  private @Nullable Key askedTwice;

  WatchSession(Catalog catalog, Grader grader, Path folder, PrintWriter out, boolean hasKeys) {
    this.catalog = catalog;
    this.grader = grader;
    this.folder = folder;
    this.out = out;
    this.hasKeys = hasKeys;
    Course.load().lessons().stream().filter(lesson -> lesson.ready())
        .forEach(lesson -> lessons.put(lesson.id(), SITE + lesson.path()));
  }

  /// What a key asks for.
  enum Key {
    NEXT, HINT, LIST, RESET, SOLUTION, QUIT;

    /// The key of a letter, in either case; nothing for any other letter.
    static Optional<Key> of(int letter) {
      return Stream.of(values())
          .filter(
              key -> Character.toLowerCase(letter) == Character.toLowerCase(key.name().charAt(0)))
          .findFirst();
    }
  }

  /// Grades what is there already.
  void begin() {
    catalog.exercises().stream().filter(exercise -> answer(exercise).isPresent())
        .forEach(this::saved);
    out.println("Watching " + folder.toAbsolutePath().normalize()
        + ". Save a file to have it graded; " + (hasKeys ? "q" : "Ctrl+C") + " ends.");
    prompt();
  }

  /// An answer was saved: its verdict, and how far it is.
  void saved(Exercise exercise) {
    answer(exercise).ifPresent(file -> grade(exercise, file));
  }

  /// Does what a key asks for; false when the evening is over.
  boolean pressed(Key key) {
    boolean isSure = key == askedTwice;
    askedTwice = null;
    switch (key) {
      case NEXT -> next();
      case HINT -> withCurrent(this::hint);
      case LIST -> list();
      case RESET -> withCurrent(exercise -> {
        if (isSure) reset(exercise);
        else
          askAgain(key, "put the starter back; your file is kept beside it");
      });
      case SOLUTION -> withCurrent(exercise -> {
        if (isSure || isPassed(exercise)) solution(exercise);
        else
          askAgain(key, "see the solution of " + exercise.id());
      });
      case QUIT -> {
        return false;
      }
    }
    if (key != Key.NEXT) prompt();
    return true;
  }

  private void grade(Exercise exercise, Path file) {
    current = exercise;
    out.println();
    out.println("── " + exercise.id() + " " + exercise.title() + " ── " + file);
    switch (Submission.read(file)) {
      case Intake.Rejected rejected -> out.println(rejected.message());
      case Intake.Accepted accepted -> {
        grades.put(exercise.id(), grader.grade(exercise, accepted.submission(),
            new VerdictPrinter(out, exercise)));
        lesson(exercise);
      }
    }
    prompt();
  }

  private void lesson(Exercise exercise) {
    Optional.ofNullable(lessons.get(exercise.lesson())).ifPresent(address -> out
        .println(Ansi.AUTO.string("@|faint Lesson " + exercise.lesson() + ": " + address
            + " (where 'inside-out serve' runs)|@")));
  }

  /// How far the exercise at hand is, how many are done, and what the keys do.
  private void prompt() {
    Exercise exercise = current;
    if (exercise != null) {
      long done = passedTasks(exercise);
      int all = exercise.tasks().size();
      out.println("■".repeat((int) done) + "□".repeat(all - (int) done) + "  " + exercise.id()
          + ": " + done + " of " + all + " tasks. Passed here: "
          + grades.values().stream().filter(Grade::isPassed).count() + " of "
          + catalog.exercises().size() + " exercises.");
    }
    if (hasKeys) out.println(Ansi.AUTO.string("@|faint " + KEYS + "|@"));
    out.flush();
  }

  private long passedTasks(Exercise exercise) {
    Grade grade = grades.get(exercise.id());
    return grade == null ? 0 : grade.tasks().stream().filter(TaskResult::isPassed).count();
  }

  private boolean isPassed(Exercise exercise) {
    Grade grade = grades.get(exercise.id());
    return grade != null && grade.isPassed();
  }

  /// Goes to the next exercise in the course's order, and lays it out when it is not there.
  private void next() {
    List<Exercise> all = catalog.exercises();
    int index = current == null ? 0 : all.indexOf(current) + 1;
    if (index == all.size()) {
      out.println("That was the last exercise.");
      prompt();
      return;
    }
    Exercise exercise = all.get(index);
    if (answer(exercise).isPresent()) {
      saved(exercise);
    } else {
      current = exercise;
      out.println();
      out.println(Statement.asText(exercise));
      new Workplace(exercise, folder).layOut(); // which is a save, so its verdict follows
      out.flush();
    }
  }

  private void hint(Exercise exercise) {
    Grade grade = grades.get(exercise.id());
    Task task = grade == null
        ? exercise.tasks().getFirst()
        : grade.tasks().stream().filter(result -> !result.isPassed()).map(TaskResult::task)
            .findFirst().orElse(exercise.tasks().getFirst());
    List<Hint> hints = exercise.hintsOf(task);
    int open = hintsOpen.merge(exercise.id() + "/" + task.number(), 1,
        (before, one) -> Math.min(before + one, hints.size()));
    out.println("Hint " + open + " of " + hints.size() + " for task " + task.number() + ", "
        + task.title() + ":");
    out.println(Statement.plain(hints.get(open - 1).text()));
  }

  private void list() {
    for (Exercise exercise : catalog.exercises()) {
      String state = isPassed(exercise)
          ? "@|green ✓|@"
          : answer(exercise).isPresent() ? "@|yellow …|@" : " ";
      out.println(Ansi.AUTO.string(" " + state + " ") + exercise.id() + " " + exercise.title()
          + (exercise.equals(current) ? "  ← here" : ""));
    }
  }

  private void reset(Exercise exercise) {
    Path file = answer(exercise).orElseThrow();
    Workplace place = new Workplace(exercise, folder);
    if (!place.answer().equals(file)) {
      out.println(file + " was not laid out here. 'inside-out exercises reset " + exercise.id()
          + " DIR' puts the starter into another folder.");
      return;
    }
    place.setAside().ifPresent(kept -> out.println("Your file is kept as " + kept));
    place.layOut();
    out.println("The starter is back in " + place.answer());
  }

  private void solution(Exercise exercise) {
    exercise.reference().files().forEach((name, text) -> {
      out.println("── " + name + " ──");
      out.println(text);
    });
  }

  private void askAgain(Key key, String what) {
    askedTwice = key;
    out.println("Press " + Character.toLowerCase(key.name().charAt(0)) + " again to " + what + ".");
  }

  private void withCurrent(java.util.function.Consumer<Exercise> action) {
    Exercise exercise = current;
    if (exercise == null) out.println("There is no exercise here yet. n lays out the first one.");
    else
      action.accept(exercise);
  }

  /// The learner's file of an exercise, wherever it lies below the folder.
  private Optional<Path> answer(Exercise exercise) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.filter(path -> path.endsWith(exercise.submissionFile())).sorted().findFirst();
    } catch (IOException problem) {
      throw new UncheckedIOException(folder + " cannot be read", problem);
    }
  }
}
