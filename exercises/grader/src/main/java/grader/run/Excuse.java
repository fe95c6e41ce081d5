package grader.run;

import grader.check.CheckFailed;
import grader.check.Feedback;
import grader.report.PlannedCheck;
import grader.worker.BadAnswer;
import grader.worker.LearnerThrew;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// Turns what ended a check into feedback: one cause, no stack trace of ours.
final class Excuse {
  private Excuse() {}

  /// The feedback, or nothing when the check itself is broken, which no learner should pay for.
  static Optional<Feedback> of(Throwable thrown, PlannedCheck check) {
    return spoken(thrown, check).map(Feedback::printable);
  }

  private static Optional<Feedback> spoken(Throwable thrown, PlannedCheck check) {
    return switch (thrown) {
      case CheckFailed failed -> Optional.of(failed.feedback());
      case BadAnswer bad -> Optional.of(did(check).youAnswered(shortened(bad.getMessage()))
          .because("The other parts of the cluster rely on the types of the interface."));
      case LearnerThrew threw -> Optional.of(threw(threw, check));
      case TestAbortedException aborted -> Optional.of(did(check)
          .youAnswered("The check was aborted.")
          .because("What was not checked has not passed."));
      case AssertionError plain -> Optional.of(did(check)
          .youAnswered(shortened(plain.getMessage())));
      default -> learnerThrew(thrown).map(threw -> threw(threw, check));
    };
  }

  private static Optional<LearnerThrew> learnerThrew(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed()).filter(LearnerThrew.class::isInstance)
        .map(LearnerThrew.class::cast).findFirst();
  }

  private static Feedback did(PlannedCheck check) {
    return Feedback.weDid("We checked that " + check.sentence() + ".");
  }

  private static Feedback threw(LearnerThrew threw, PlannedCheck check) {
    String place = threw.places().isEmpty() ? "" : " at " + threw.places().getFirst();
    if (threw.type().equals("StackOverflowError")) {
      return did(check).youAnswered("Your code called itself until the stack was full" + place
          + ".")
          .weNeeded("We needed an answer.").because("A recursion needs a case that ends it.");
    }
    if (threw.type().equals("OutOfMemoryError")) {
      return did(check).youAnswered("Your code used up its memory or started too many threads"
          + place
          + ".").weNeeded("We needed an answer.").because("A node gives each part only so much.");
    }
    String text = threw.text().isBlank() ? "" : ": " + threw.text().strip().replaceAll("\\s+", " ");
    return did(check).youAnswered("Your code threw `" + threw.type() + "`" + text + place + ".")
        .weNeeded("We needed an answer.")
        .because("An exception that nobody expects stops the whole part, not only this request.");
  }

  private static String shortened(@Nullable String message) {
    String text = message == null ? "The check did not hold." : message.strip();
    List<String> lines = text.lines().limit(12).toList();
    return String.join("\n", lines);
  }
}
