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

  /// What the learner's code printed during the check, where the check's input is shown: it may
  /// have printed that.
  public static String output(CheckResult result) {
    return result.check().disclosure().compareTo(Disclosure.INPUT) < 0 ? "" : result.output();
  }

  /// The check's name, or its number where it has none for a learner.
  public static String name(PlannedCheck check, int number) {
    return isNamed(check) ? check.name() : "hidden_check_" + number;
  }

  /// The name as people say it, under the same condition.
  public static String sentence(PlannedCheck check) {
    return isNamed(check) ? check.sentence() : "a hidden check";
  }

  /// Whether a learner may see the name of a check at all.
  public static boolean isNamed(PlannedCheck check) {
    return check.disclosure() != Disclosure.NONE;
  }
}
