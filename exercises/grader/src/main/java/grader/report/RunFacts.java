package grader.report;

import java.time.Duration;

/// What one run measured. Never part of the digested verdict, because no two runs measure the same.
///
/// @param compile from the submission's arrival until its classes were there
/// @param total from the submission's arrival to the verdict
/// @param output what the learner's code printed outside of any check, capped
public record RunFacts(Duration compile, Duration total, String output) {
  public static final RunFacts NONE = new RunFacts(Duration.ZERO, Duration.ZERO, "");
  private static final long STEP_MILLIS = 100;

  /// The total as a learner sees it, in steps: a hidden input is not to be read from a clock.
  public Duration totalShown() {
    return Duration.ofMillis((total.toMillis() / STEP_MILLIS + 1) * STEP_MILLIS);
  }
}
