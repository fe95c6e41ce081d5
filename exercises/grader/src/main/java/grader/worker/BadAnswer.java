package grader.worker;

import java.io.Serial;

/// The learner's part answered something that an answer cannot be: `null`, or a type of its own.
public final class BadAnswer extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  public BadAnswer(String message) {
    super(message);
  }
}
