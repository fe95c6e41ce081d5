package site.instructor;

import grader.exercise.Exercise;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import site.instructor.Roster.Learner;

/// Where a class stands: a matrix of learner and exercise, and what follows from it.
///
/// A pure value of submissions, roster and exercises: the same inputs give the same report.
///
/// @param rows the learners, in the order of the roster
/// @param strangers what lies in the folder and belongs to nobody on the roster
public record ClassReport(List<Column> exercises, List<Row> rows, List<String> strangers,
    String isolation) {

  /// One exercise, as the report names it.
  public record Column(String id, String title, int points) {
    static Column of(Exercise exercise) {
      return new Column(exercise.id(), exercise.title(), exercise.points());
    }
  }

  /// How one answer fared, in one word.
  public enum Standing {
    PASSED("passed"), FAILED("not passed"), NOT_RUNNABLE("could not run"), MISSING("not handed in");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// One learner's answer to one exercise.
  ///
  /// @param message the first thing to mend; empty when passed or missing
  /// @param misconceptions the known mistakes that the answer showed
  public record Cell(Standing standing, int scored, String message, List<String> misconceptions) {
    public Cell {
      misconceptions = List.copyOf(misconceptions);
    }

    static Cell missing() {
      return new Cell(Standing.MISSING, 0, "", List.of());
    }
  }

  /// One learner's line.
  ///
  /// @param problem why nothing of theirs could be read; empty when it could
  public record Row(Learner learner, List<Cell> cells, String problem) {
    public Row {
      cells = List.copyOf(cells);
    }

    public int scored() {
      return cells.stream().mapToInt(Cell::scored).sum();
    }

    public long count(Standing standing) {
      return cells.stream().filter(cell -> cell.standing() == standing).count();
    }
  }

  /// How many showed a known mistake, in which exercise, and who.
  public record Misconception(String exercise, String name, List<String> learners) {}

  public ClassReport {
    exercises = List.copyOf(exercises);
    rows = List.copyOf(rows);
    strangers = List.copyOf(strangers);
  }

  public int points() {
    return exercises.stream().mapToInt(Column::points).sum();
  }

  /// How many answers to the exercise in this column stand so.
  public long count(int column, Standing standing) {
    return rows.stream().filter(row -> row.cells().get(column).standing() == standing).count();
  }

  /// The known mistakes, the most frequent first.
  public List<Misconception> misconceptions() {
    Map<String, Misconception> found = new TreeMap<>();
    for (Row row : rows) {
      for (int column = 0; column < exercises.size(); column++) {
        String exercise = exercises.get(column).id();
        for (String name : row.cells().get(column).misconceptions()) {
          found.merge(exercise + " " + name,
              new Misconception(exercise, name, List.of(row.learner().name())),
              ClassReport::together);
        }
      }
    }
    return found.values()
        .stream()
        .sorted(Comparator.comparingInt((Misconception m) -> -m.learners().size())
            .thenComparing(Misconception::exercise)
            .thenComparing(Misconception::name))
        .toList();
  }

  /// The learners who handed something in and passed less than half of what they handed in, the
  /// furthest behind first.
  public List<Row> stuck() {
    return rows.stream()
        .filter(row -> triedOf(row) > 0 && 2 * row.count(Standing.PASSED) < triedOf(row))
        .sorted(Comparator.comparingInt(Row::scored).thenComparing(row -> row.learner().id()))
        .toList();
  }

  private static long triedOf(Row row) {
    return row.cells().size() - row.count(Standing.MISSING);
  }

  private static Misconception together(Misconception one, Misconception other) {
    List<String> both = new java.util.ArrayList<>(one.learners());
    both.addAll(other.learners());
    return new Misconception(one.exercise(), one.name(), List.copyOf(both));
  }
}
