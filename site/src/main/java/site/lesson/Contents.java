package site.lesson;

import course.Chapter;
import course.Chapter.Ability;
import course.Course;
import course.Exercise;
import course.Lesson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import site.page.NoSuchPage;
import site.progress.Learner;
import site.progress.Progress;

/// The course as one learner sees it: what is lit, what was opened, where to go on.
///
/// @param lit     the ids of the solved exercises
/// @param unaided the solved ones for which no hint was opened
/// @param opened  the ids of the lessons opened so far, the latest first
/// @param due     how many missed questions have come back
/// @param known   the numbers of the chapters to skip, by the placement quiz
public record Contents(Course course, Set<String> lit, Set<String> unaided, List<String> opened,
    int due, Set<Integer> known) {
  public Contents {
    lit = Set.copyOf(lit);
    unaided = Set.copyOf(unaided);
    opened = List.copyOf(opened);
    known = Set.copyOf(known);
  }

  /// The course as this learner sees it now.
  static Contents of(Course course, Progress progress, Learner learner) {
    return new Contents(course, progress.solved(learner), progress.solvedWithoutHints(learner),
        progress.visits(learner), progress.due(learner).size(), progress.placement(learner));
  }

  /// The chapter that an address names; a page that says so when there is none.
  static Chapter chapter(Course course, String number) {
    return course.chapters().stream()
        .filter(one -> String.valueOf(one.number()).equals(number))
        .findFirst().orElseThrow(() -> new NoSuchPage("There is no chapter \"" + number + "\".",
            List.of(new NoSuchPage.Link("Contents", "/#contents"))));
  }

  /// The exercises of a lesson, in order.
  public List<Exercise> exercises(Lesson lesson) {
    return lesson.exercises().stream().flatMap(id -> course.exercise(id).stream()).toList();
  }

  /// The ready exercises of a chapter, in order.
  public List<Exercise> exercises(Chapter chapter) {
    return chapter.ready().stream().flatMap(lesson -> exercises(lesson).stream())
        .filter(Exercise::ready).toList();
  }

  /// The exercises that show an ability.
  public List<Exercise> exercises(Ability able) {
    return able.shown().stream().flatMap(id -> course.exercise(id).stream())
        .filter(Exercise::ready).toList();
  }

  /// Whether the ability can be had yet.
  public boolean isReady(Ability able) {
    return able.shown().isEmpty() || !exercises(able).isEmpty();
  }

  /// Whether the learner has shown the ability, in all of its exercises.
  public boolean isShown(Ability able) {
    return !able.shown().isEmpty() && lit.containsAll(able.shown());
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

  /// The lesson to start or go on with: the one last opened, or the first that is not known.
  public Optional<Lesson> next() {
    return opened.stream().flatMap(id -> course.lesson(id).stream())
        .filter(Lesson::ready).findFirst().or(this::first);
  }

  /// The lesson to begin with: the first of the chapters that are not to be skipped.
  public Optional<Lesson> first() {
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    return ready.stream().filter(lesson -> !known.contains(chapterOf(lesson).number())).findFirst()
        .or(() -> ready.stream().findFirst());
  }

  /// The chapter after this one of which something can be read.
  public Optional<Chapter> after(Chapter chapter) {
    return course.chapters().stream().filter(later -> later.number() > chapter.number())
        .filter(this::isReady).findFirst();
  }

  /// A time as a reader plans it: 45 min, 1 h 50 min.
  public String time(int minutes) {
    String rest = minutes % 60 == 0 ? "" : " " + minutes % 60 + " min";
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h" + rest;
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
