package site.instructor;

import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.Provenance;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import site.instructor.ClassReport.Cell;
import site.instructor.ClassReport.Column;
import site.instructor.ClassReport.Row;
import site.instructor.ClassReport.Standing;
import site.instructor.Roster.Learner;

/// Grades a whole class: every learner of the roster, every exercise, on all processors.
///
/// A hand-in that cannot be read costs its owner the points and nobody else anything. Equal answers
/// are graded once: a class has many untouched starters, and a verdict depends on its provenance
/// alone.
public final class ClassGrading {

  /// Hears how far the work is.
  public interface Progress {
    void graded(int done, int all);
  }

  private final Grader grader;
  private final List<Exercise> exercises;
  private final Path folder;
  private final Progress progress;
  private final GradeBook book;
  private final Map<Provenance, Cell> twins = new ConcurrentHashMap<>();
  private int done;
  private int all;

  /// @param book where grades are written as they are made, and found by the next run
  ClassGrading(Grader grader, List<Exercise> exercises, Path folder, GradeBook book,
      Progress progress) {
    this.grader = grader;
    this.exercises = List.copyOf(exercises);
    this.folder = folder;
    this.book = book;
    this.progress = progress;
  }

  /// Grades what is not in the book of the target folder yet, and returns the report on all.
  ///
  /// @param changes hears whose grade is another one than in an earlier run
  public static ClassReport grade(Grader grader, List<Exercise> exercises, Path folder,
      Path target, Roster roster, Progress progress, Consumer<GradeChange> changes)
      throws IOException, InterruptedException {
    try (GradeBook book = GradeBook.open(target)) {
      ClassReport report = new ClassGrading(grader, exercises, folder, book, progress)
          .grade(roster);
      book.changes().forEach(changes);
      return report;
    }
  }

  private ClassReport grade(Roster roster) throws IOException, InterruptedException {
    all = roster.learners().size();
    List<Callable<Row>> jobs = roster.learners().stream().map(this::job).toList();
    List<Row> rows = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      for (Future<Row> row : pool.invokeAll(jobs)) rows.add(row.get());
    } catch (ExecutionException bug) {
      throw new IllegalStateException("grading stopped", bug.getCause());
    }
    return new ClassReport(exercises.stream().map(Column::of).toList(), rows, strangers(roster),
        grader.isolation().sentence());
  }

  private Callable<Row> job(Learner learner) {
    return () -> {
      Row row = row(learner);
      report();
      return row;
    };
  }

  private synchronized void report() {
    progress.graded(++done, all);
  }

  private Row row(Learner learner) throws IOException {
    Optional<HandIn> handIn = HandIn.of(folder, learner.id());
    if (handIn.isEmpty()) {
      return new Row(learner, exercises.stream().map(exercise -> Cell.missing()).toList(), "");
    }
    List<Cell> cells = new ArrayList<>();
    String problem = "";
    for (Exercise exercise : exercises) {
      Optional<Intake> answer = handIn.get().answer(exercise, exercises);
      if (answer.isPresent() && answer.get() instanceof Intake.Rejected rejected) {
        problem = rejected.message();
      }
      cells.add(answer.isPresent() ? cell(learner, exercise, answer.get()) : Cell.missing());
    }
    return new Row(learner, cells, problem);
  }

  private Cell cell(Learner learner, Exercise exercise, Intake intake) throws IOException {
    return switch (intake) {
      case Intake.Rejected rejected ->
        new Cell(Standing.NOT_RUNNABLE, 0, rejected.message(), List.of());
      case Intake.Accepted accepted -> graded(learner, exercise, accepted.submission());
    };
  }

  /// The grade of the book, or a new one that is written into it. A fault of ours is no grade: the
  /// next run tries again.
  private Cell graded(Learner learner, Exercise exercise, Submission submission)
      throws IOException {
    Provenance provenance = grader.provenance(exercise, submission);
    Optional<Cell> known = book.known(learner.id(), provenance);
    if (known.isPresent()) return known.get();
    Cell twin = twins.get(provenance);
    if (twin != null) {
      book.add(learner.id(), provenance, twin);
      return twin;
    }
    Grade grade = grader.grade(exercise, submission);
    Cell cell = cell(grade);
    boolean isOurFault = grade instanceof Grade.NotRunnable stopped
        && stopped.cause() == Grade.Cause.GRADER_FAULT;
    if (!isOurFault) {
      twins.put(provenance, cell);
      book.add(learner.id(), provenance, cell);
    }
    return cell;
  }

  private static Cell cell(Grade grade) {
    return switch (grade) {
      case Grade.Passed passed -> new Cell(Standing.PASSED, passed.scored(), "", List.of());
      case Grade.Failed failed -> new Cell(Standing.FAILED, failed.scored(),
          failed.first().feedback().map(feedback -> words(feedback.message())).orElse(""),
          failed.misconceptions());
      case Grade.NotRunnable stopped ->
        new Cell(Standing.NOT_RUNNABLE, 0, firstFault(stopped), List.of());
    };
  }

  /// A message without its marks for bold and code, which a spreadsheet would show as they are.
  private static String words(String message) {
    return message.replace("**", "").replace("`", "");
  }

  private static String firstFault(Grade.NotRunnable stopped) {
    return stopped.diagnostics()
        .stream()
        .findFirst()
        .map(fault -> fault.file() + ":" + fault.line() + ": " + fault.message())
        .orElse(stopped.message());
  }

  /// What lies in the folder under a name that is not on the roster.
  private List<String> strangers(Roster roster) throws IOException {
    Set<String> known = roster.learners()
        .stream()
        .flatMap(learner -> Stream.of(learner.id(), learner.id() + ".zip"))
        .collect(Collectors.toSet());
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !known.contains(name))
          .sorted()
          .toList();
    }
  }
}
