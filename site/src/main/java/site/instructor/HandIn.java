package site.instructor;

import grader.exercise.Exercise;
import grader.run.Intake;
import grader.run.Submission;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one learner handed in: a folder or a zip, with the answers to several exercises in it.
///
/// An answer is found by the name of its file (`MyStore.java`), or lies in a folder with the
/// exercise's id or slug. Other Java files count as helpers of every answer beside them.
record HandIn(Path place) {

  /// The folder or zip named after the learner; empty when there is none.
  static Optional<HandIn> of(Path folder, String learner) {
    return List.of(learner, learner + ".zip")
        .stream()
        .map(folder::resolve)
        .filter(place -> place.normalize().startsWith(folder.normalize()))
        .filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .map(HandIn::new);
  }

  /// The answer to one exercise: empty when there is none, refused when it cannot be taken.
  Optional<Intake> answer(Exercise exercise, List<Exercise> all) {
    for (String name : List.of(exercise.id(), exercise.slug())) {
      Path own = place.resolve(name);
      if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS))
        return Optional.of(Submission.read(own));
    }
    return switch (Submission.read(place)) {
      case Intake.Rejected rejected -> Optional.of(rejected);
      case Intake.Accepted accepted -> pick(accepted.submission(), exercise, all);
    };
  }

  private static Optional<Intake> pick(Submission submission, Exercise exercise,
      List<Exercise> all) {
    if (!submission.files().containsKey(exercise.submissionFile())) return Optional.empty();
    Set<String> otherAnswers = all.stream()
        .filter(other -> !other.id().equals(exercise.id()))
        .map(Exercise::submissionFile)
        .collect(Collectors.toSet());
    SortedMap<String, String> files = new TreeMap<>(submission.files());
    files.keySet().removeAll(otherAnswers);
    return Optional.of(Submission.of(files));
  }
}
