package grader.check;

import java.util.List;
import java.util.function.UnaryOperator;

/// The run in which it went wrong, as short as it still goes wrong, next to what the reference did.
///
/// @param steps what happened, oldest first
/// @param firstWrong the number of the step at which it first was wrong
/// @param origin where the run comes from, enough to make it again: seed, world, and how it was
/// shortened
public record Evidence(List<Step> steps, int firstWrong, String origin) {

  /// The most steps that are shown: more than that nobody reads.
  public static final int MOST_STEPS = 10;

  /// One thing that happened.
  ///
  /// @param number counts from 1
  /// @param at the virtual time since the beginning, as `+12 s`
  /// @param yours what happened with the learner's part
  /// @param reference what happened at this step with the reference; empty when it was the same
  public record Step(int number, String at, String yours, String reference) {}

  public Evidence {
    steps = List.copyOf(steps);
  }

  /// Whether this is the step at which it went wrong.
  public boolean isWrong(Step step) {
    return step.number() == firstWrong;
  }

  /// This run with its texts changed.
  Evidence saying(UnaryOperator<String> change) {
    return new Evidence(steps.stream().map(step -> new Step(step.number, step.at,
        change.apply(step.yours), change.apply(step.reference))).toList(), firstWrong, origin);
  }

  /// The step as one line of text.
  public String line(Step step) {
    return (isWrong(step) ? "! " : "  ") + step.number() + "  " + step.at() + "  " + step.yours()
        + (step.reference().isEmpty() ? "" : "  [reference: " + step.reference() + "]");
  }
}
