package grader.run;

import java.io.Serial;

/// The learner's part is no longer there; the message says what became of it, for the learner.
public final class PartGone extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  public PartGone(String message) { super(message); }
}
