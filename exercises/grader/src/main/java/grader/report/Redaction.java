package grader.report;

import grader.check.Disclosure;
import grader.check.Feedback;
import java.util.Optional;

/// Cuts a feedback down to what its check may disclose.
public final class Redaction {
  private Redaction() {}

  /// The feedback as its learner may see it.
  public static Feedback of(Feedback feedback, PlannedCheck check) {
    return switch (check.disclosure()) {
      case FULL -> feedback;
      case ACTUAL -> parts(feedback.weDid(), feedback.youAnswered());
      case INPUT -> parts(feedback.weDid(), "");
      case NAME -> parts("The hidden check \"" + check.sentence() + "\" did not pass.", "");
      case NONE -> parts("A hidden check did not pass.", "");
    };
  }

  private static Feedback parts(String weDid, String youAnswered) {
    return new Feedback(weDid, youAnswered, "", "", "", Optional.empty(),
        Optional.empty());
  }

  /// Whether a learner may see the name of a check at all.
  public static boolean isNamed(PlannedCheck check) {
    return check.disclosure() != Disclosure.NONE;
  }
}
