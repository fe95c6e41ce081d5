package grader.report;

import grader.check.Feedback;
import java.util.Optional;

/// What became of one planned check.
///
/// @param feedback why it did not pass; empty exactly when it passed
/// @param output what the learner's code printed meanwhile, capped; not part of the digested
/// verdict
/// @param remark what the check has to say although it passed; empty when nothing
public record CheckResult(PlannedCheck check, Outcome outcome, Optional<Feedback> feedback,
    String output, String remark) {

  /// A result without a remark.
  public CheckResult(PlannedCheck check, Outcome outcome, Optional<Feedback> feedback,
      String output) {
    this(check, outcome, feedback, output, "");
  }

  /// How a check ended. Only `PASSED` earns anything.
  public enum Outcome {
    PASSED, FAILED, NOT_REACHED
  }

  public CheckResult {
    if (feedback.isEmpty() != (outcome == Outcome.PASSED)) {
      throw new IllegalArgumentException(
          check.name() + ": a failure needs a reason, a pass has none");
    }
  }

  public boolean isPassed() { return outcome == Outcome.PASSED; }
}
