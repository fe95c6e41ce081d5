package site.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What learners have done, whatever keeps it.
///
/// Every method may be called from any thread. What a method has stored when it returns stays
/// stored, even when the server is killed. Each throws [StorageTrouble] when the storage fails.
public interface Progress extends AutoCloseable {

  /// A file of a submission as it was last typed.
  ///
  /// @param revision grows by one with every save
  record Draft(String path, String content, long revision, Instant savedAt) {}

  /// What a learner said to a question.
  ///
  /// @param question the question's id, as `L03-1` for a quiz or `L03` for a prediction
  /// @param first    the first choice, kept to be shown again
  /// @param last     the last choice
  /// @param correct  whether the last choice is right
  record Answer(String question, String first, String last, boolean correct, int tries) {}

  /// An opened hint.
  record OpenedHint(int task, int number) {}

  /// A graded submission.
  ///
  /// @param files the submission as a JSON object of path to text
  /// @param grade the verdict as versioned JSON
  record Attempt(String exercise, Instant at, boolean passed, String files, String grade) {}

  /// The files of an exercise as last typed, by path.
  Map<String, Draft> drafts(Learner learner, String exercise);

  /// Keeps a file as it is typed; returns its new revision.
  long saveDraft(Learner learner, String exercise, String path, String content);

  /// Forgets what was typed, so that the exercise starts again from its starter.
  void dropDrafts(Learner learner, String exercise);

  /// The answers whose question begins with the prefix, by question.
  Map<String, Answer> answers(Learner learner, String prefix);

  /// Keeps an answer beside the first one given.
  ///
  /// A question of a quiz that was missed comes back a day later; answered right then, after three
  /// more days, and after seven more. Missed again, it begins anew.
  void saveAnswer(Learner learner, String question, String choice, boolean correct);

  /// The missed questions that have come back by now, the longest waiting first.
  List<String> due(Learner learner);

  /// When the next missed question comes back that has not yet.
  Optional<Instant> nextDue(Learner learner);

  /// The hints that the learner has opened.
  Set<OpenedHint> hints(Learner learner, String exercise);

  /// Records that a hint was opened; opening it again changes nothing.
  void openHint(Learner learner, String exercise, OpenedHint hint);

  /// Keeps a graded submission.
  void saveAttempt(Learner learner, Attempt attempt);

  /// How often the learner has run an exercise.
  int attempts(Learner learner, String exercise);

  /// The latest graded submission.
  Optional<Attempt> latest(Learner learner, String exercise);

  /// The latest submission that passed; it is what runs when a box is flipped to "yours".
  Optional<Attempt> latestPassed(Learner learner, String exercise);

  /// The ids of the exercises that the learner has ever passed, in order of id.
  Set<String> solved(Learner learner);

  /// The solved exercises for which no hint had been opened.
  Set<String> solvedWithoutHints(Learner learner);

  /// Records that a lesson was opened.
  void saveVisit(Learner learner, String lesson);

  /// The lessons that the learner has opened, the latest first.
  List<String> visits(Learner learner);

  /// Keeps which chapters a learner knows already, by their numbers, in place of what was kept.
  void place(Learner learner, Set<Integer> chapters);

  /// The numbers of the chapters that the learner knew already, in order.
  Set<Integer> placement(Learner learner);

  /// All that is kept of a learner, as a file to take along.
  String export(Learner learner);

  /// Adds what such a file holds; returns how many things were new, by their kind. Of two versions
  /// the newer stays. Throws [ProgressFile.NotOurs], and changes nothing, for any other file.
  Map<String, Integer> restore(Learner learner, String file);

  /// Throws [StorageTrouble], with the remedy, when nothing can be kept now.
  void requireAlive();

  @Override
  void close();
}
