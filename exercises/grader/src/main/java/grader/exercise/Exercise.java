package grader.exercise;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One exercise, complete: what a learner reads, gets and fills in, and what judges the answer.
///
/// @param id as the curriculum counts (`X03`)
/// @param slug as links say it (`a-store-that-remembers`)
/// @param stars difficulty, 1 to 5
/// @param minutes expected time of a Java developer new to Kubernetes
/// @param lesson the lesson it belongs to (`L03`)
/// @param slot the box of the cluster it fills (`etcd.store`), or `warm-up`
/// @param alsoFills more slots that the same class fills, each with a part of its own
/// @param slotType the interface the learner implements
/// @param submissionClass simple name of the learner's class, in `package learner`
/// @param budget how long one submission may take, all checks together
/// @param starter file name to text
/// @param solutions the reference first
/// @param mutants how many small mistakes in the reference the hidden checks notice, as stated
/// @param checks classes of checks, visible ones first
/// @param statement the statement, as AsciiDoc
/// @param digest SHA-256 of every file of the folder and of the checks' classes
public record Exercise(String id, String slug, String title, int stars, int minutes, String lesson,
    String slot, List<String> alsoFills, Class<?> slotType, String submissionClass, Duration budget,
    List<Task> tasks, List<Hint> hints, SortedMap<String, String> starter,
    List<Solution> solutions, List<WrongSolution> wrongs, StatedMutants mutants,
    List<Class<?>> checks, String statement, String digest) {

  /// The package every submission declares.
  public static final String LEARNER_PACKAGE = "learner";

  public Exercise {
    alsoFills = List.copyOf(alsoFills);
    tasks = List.copyOf(tasks);
    hints = List.copyOf(hints);
    starter = Collections.unmodifiableSortedMap(new TreeMap<>(starter));
    solutions = List.copyOf(solutions);
    wrongs = List.copyOf(wrongs);
    checks = List.copyOf(checks);
  }

  /// Every slot that the learner's class fills.
  public List<String> slots() {
    return Stream.concat(Stream.of(slot), alsoFills.stream()).toList();
  }

  /// The answer that is written to be read.
  public Solution reference() { return solutions.getFirst(); }

  /// All points this exercise can give.
  public int points() { return tasks.stream().mapToInt(Task::points).sum(); }

  /// The hints of one task, in the order they open.
  public List<Hint> hintsOf(Task task) {
    return hints.stream().filter(hint -> hint.task() == task.number()).toList();
  }

  /// The file a learner edits (`MyStore.java`).
  public String submissionFile() { return submissionClass + ".java"; }
}
