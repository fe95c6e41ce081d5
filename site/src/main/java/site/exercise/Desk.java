package site.exercise;

import course.Lesson;
import course.Statement;
import grader.exercise.Exercise;
import grader.exercise.Solution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import site.progress.Progress.Draft;
import site.progress.Progress.OpenedHint;

/// What the exercise page shows of one learner's work.
///
/// @param words   the statement as HTML, ready for the page
/// @param drafts  what was typed, by file; a file without a draft shows its starter
/// @param verdict the latest run's verdict
/// @param stale   whether the files differ from those of the latest run
/// @param solved  whether any attempt has ever passed
public record Desk(Exercise exercise, Statement statement, String words, Optional<Lesson> lesson,
    Map<String, Draft> drafts, Set<OpenedHint> hints, Optional<Verdict> verdict, boolean stale,
    boolean solved) {
  private static final Set<String> ON_THE_BOARD = Set.of("etcd.store", "kcm.replicaset");

  public Desk {
    drafts = Map.copyOf(drafts);
    hints = Set.copyOf(hints);
  }

  /// A file in the editor.
  ///
  /// @param starter  the text it began as
  /// @param revision the draft's revision; 0 when nothing was typed yet
  public record OpenFile(String path, String text, String starter, long revision) {}

  /// One rung of a task's ladder of hints, opened or not.
  public record Rung(int number, String html, boolean opened) {}

  /// The files, in the order of their names.
  public List<OpenFile> files() {
    return exercise.starter().entrySet().stream()
        .map(file -> Optional.ofNullable(drafts.get(file.getKey()))
            .map(draft -> new OpenFile(file.getKey(), draft.content(), file.getValue(),
                draft.revision()))
            .orElseGet(() -> new OpenFile(file.getKey(), file.getValue(), file.getValue(), 0)))
        .toList();
  }

  /// The hints of a task; only those opened carry their text.
  public List<Rung> ladder(int task) {
    List<String> texts = statement.hints().size() >= task
        ? statement.hints().get(task - 1)
        : List.of();
    return IntStream.rangeClosed(1, texts.size()).mapToObj(number -> {
      boolean opened = hints.contains(new OpenedHint(task, number));
      return new Rung(number, opened ? texts.get(number - 1) : "", opened);
    }).toList();
  }

  /// The next hint of a task that may be opened: hints open one by one.
  public Optional<Integer> nextHint(int task) {
    return ladder(task).stream().filter(rung -> !rung.opened()).map(Rung::number).findFirst();
  }

  /// The solutions, which only somebody who has solved it sees.
  public List<Solution> solutions() {
    return solved ? exercise.solutions() : List.of();
  }

  /// Whether a solved box of this exercise can run on the live board.
  public boolean isOnTheBoard() {
    return ON_THE_BOARD.contains(exercise.slot());
  }

  /// The difficulty in words.
  public String difficulty() {
    return switch (exercise.stars()) {
      case 1 -> "a warm-up";
      case 2 -> "easy";
      case 3 -> "solid";
      case 4 -> "hard";
      default -> "a capstone";
    };
  }
}
