package grader.run;

import grader.report.PlannedCheck;
import java.io.Serial;

/// A check failed by a mistake of its own; no verdict can rest on it.
final class BrokenCheck extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  BrokenCheck(PlannedCheck check, Throwable cause) {
    super("The check \"" + check.sentence() + "\" of this exercise is broken (" + cause
        + "). That is our mistake, not yours.", cause);
  }
}
