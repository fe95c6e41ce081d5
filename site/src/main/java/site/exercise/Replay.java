package site.exercise;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The run in which a check found something wrong, step by step, next to what the reference did.
///
/// @param steps      what happened, oldest first
/// @param firstWrong the number of the step at which it first was wrong; 0 when something never came
/// @param origin     seed and world, enough to make the run again
public record Replay(List<Step> steps, int firstWrong, String origin) {

  public Replay {
    steps = List.copyOf(steps);
  }

  /// One step of the run.
  ///
  /// @param reference what the reference did instead; empty when it did the same
  public record Step(int number, String at, String yours, String reference) {

    public Content yoursContent() { return Inline.of(yours); }

    public Content referenceContent() { return Inline.of(reference); }
  }

  /// Reads a run as the grader writes it.
  static Replay of(JsonNode run) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : run.path("steps")) {
      steps.add(new Step(step.path("number").asInt(), step.path("at").asString(""),
          step.path("yours").asString(""), step.path("reference").asString("")));
    }
    return new Replay(steps, run.path("firstWrong").asInt(), run.path("origin").asString(""));
  }

  /// Whether this is the step at which it went wrong.
  public boolean isWrong(Step step) { return step.number() == firstWrong; }

  /// The first wrong step, when one of those that are shown is.
  public Optional<Step> wrongStep() {
    return steps.stream().filter(this::isWrong).findFirst();
  }

  /// Whether the reference did something else at any step.
  public boolean isCompared() {
    return steps.stream().anyMatch(step -> !step.reference().isEmpty());
  }
}
