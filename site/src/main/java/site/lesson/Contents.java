package site.lesson;

import course.Chapter;
import course.Course;
import course.Exercise;
import course.Lesson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import site.progress.Learner;
import site.progress.Progress;

/// The course as one learner sees it: what is lit, what was opened, where to go on.
///
/// @param lit     the ids of the solved exercises
/// @param unaided the solved ones for which no hint was opened
/// @param opened  the ids of the lessons opened so far, the latest first
/// @param due     how many missed questions have come back
public record Contents(Course course, Set<String> lit, Set<String> unaided, List<String> opened,
    int due) {
  public Contents {
    lit = Set.copyOf(lit);
    unaided = Set.copyOf(unaided);
    opened = List.copyOf(opened);
  }

  /// The course as this learner sees it now.
  static Contents of(Course course, Progress progress, Learner learner) {
    return new Contents(course, progress.solved(learner), progress.solvedWithoutHints(learner),
        progress.visits(learner), progress.due(learner).size());
  }

  /// The exercises of a lesson, in order.
  public List<Exercise> exercises(Lesson lesson) {
    return lesson.exercises().stream().flatMap(id -> course.exercise(id).stream()).toList();
  }

  /// Whether the learner has solved the exercise.
  public boolean isLit(Exercise exercise) {
    return lit.contains(exercise.id());
  }

  /// Whether the learner has been in the lesson.
  public boolean isOpened(Lesson lesson) {
    return opened.contains(lesson.id());
  }

  /// Whether anything of a chapter can be read yet.
  public boolean isReady(Chapter chapter) {
    return chapter.lessons().stream().anyMatch(Lesson::ready);
  }

  /// How many exercises are lit.
  public long litCount() {
    return course.exercises().stream().filter(this::isLit).count();
  }

  /// The exercises that were solved without a hint, in the order of the course.
  public List<Exercise> badges() {
    return course.exercises().stream().filter(each -> unaided.contains(each.id())).toList();
  }

  /// Whether the exercise that fills this slot is solved; `exercise` is its id.
  public boolean isLit(String exercise) {
    return lit.contains(exercise);
  }

  /// The lesson to start or go on with: the one last opened, or the first of all.
  public Optional<Lesson> next() {
    Optional<Lesson> latest = opened.stream().flatMap(id -> course.lesson(id).stream())
        .filter(Lesson::ready).findFirst();
    return latest.or(() -> course.lessons().stream().filter(Lesson::ready).findFirst());
  }

  /// The chapter that holds a lesson.
  public Chapter chapterOf(Lesson lesson) {
    return course.chapters().stream()
        .filter(chapter -> chapter.lessons().contains(lesson)).findFirst().orElseThrow();
  }

  /// Whether no ready lesson of its chapter comes after this one.
  public boolean endsChapter(Lesson lesson) {
    return chapterOf(lesson).lessons().stream().filter(Lesson::ready).toList().getLast()
        .equals(lesson);
  }

  /// The ready lesson before this one.
  public Optional<Lesson> before(Lesson lesson) {
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    int at = ready.indexOf(lesson);
    return at > 0 ? Optional.of(ready.get(at - 1)) : Optional.empty();
  }

  /// The ready lesson after this one.
  public Optional<Lesson> after(Lesson lesson) {
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    int at = ready.indexOf(lesson);
    return at >= 0 && at + 1 < ready.size() ? Optional.of(ready.get(at + 1)) : Optional.empty();
  }
}
