package grader.check;

import java.io.Serial;

/// Ends a check that found something wrong, carrying the feedback for the learner.
public final class CheckFailed extends AssertionError {
  @Serial
  private static final long serialVersionUID = 1;

  private final transient Feedback feedback;

  public CheckFailed(Feedback feedback) {
    super(feedback.message());
    this.feedback = feedback;
  }

  public Feedback feedback() { return feedback; }
}
