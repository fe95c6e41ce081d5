package site;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Grade;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.LearnerPart;
import grader.run.Opening;
import grader.run.Submission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import site.lab.YourParts;
import site.progress.Learner;
import site.progress.Progress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Brings a learner's last passing submission to life for the board: the grader runs it, in a
/// worker that stays open.
///
/// Here the lab, the learners' progress and the grader meet, which know nothing of each other.
final class LastPassing implements YourParts {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Catalog catalog;
  private final Progress progress;
  private final Supplier<Grader> grader;

  LastPassing(Catalog catalog, Progress progress, Supplier<Grader> grader) {
    this.catalog = catalog;
    this.progress = progress;
    this.grader = grader;
  }

  @Override
  public Set<String> ready(String learner) {
    Set<String> solved = progress.solved(new Learner(learner));
    Set<String> slots = new TreeSet<>();
    for (Exercise exercise : catalog.exercises()) {
      if (solved.contains(exercise.id())) slots.addAll(exercise.slots());
    }
    return slots;
  }

  @Override
  public String exerciseOf(String slot) {
    return exercise(slot).map(Exercise::id).orElse("");
  }

  @Override
  public <S> Start<S> start(String learner, String slot, Class<S> type) {
    Optional<Exercise> exercise = exercise(slot);
    if (exercise.isEmpty()) return new Start.Refused<>("No exercise fills this box yet.");
    Optional<Progress.Attempt> attempt = progress.latestPassed(new Learner(learner),
        exercise.get().id());
    if (attempt.isEmpty()) {
      return new Start.Refused<>("Solve exercise " + exercise.get().id()
          + " first; then your code can run in this box.");
    }
    return switch (Submission.of(files(attempt.get().files()))) {
      case Intake.Rejected rejected -> new Start.Refused<>(rejected.message());
      case Intake.Accepted accepted -> open(exercise.get(), accepted.submission(), type);
    };
  }

  private <S> Start<S> open(Exercise exercise, Submission submission, Class<S> type) {
    return switch (grader.get().open(exercise, submission, type)) {
      case LearnerPart<S> running -> new Start.Running<>(running::part, running);
      case Opening.Refused<S>(Grade.NotRunnable why) -> new Start.Refused<>(
          "Your " + exercise.submissionClass() + " could not be started: " + why.message());
    };
  }

  private Optional<Exercise> exercise(String slot) {
    return catalog.exercises().stream()
        .filter(exercise -> exercise.slots().contains(slot)).findFirst();
  }

  private static Map<String, String> files(String json) {
    Map<String, String> files = new LinkedHashMap<>();
    MAPPER.readTree(json).forEachEntry(
        (String path, JsonNode text) -> files.put(path, text.asString("")));
    return files;
  }
}
