package grader.run;

import grader.check.Feedback;
import grader.report.PlannedCheck;
import grader.sandbox.ConfinedProcess;
import java.time.Duration;
import java.util.OptionalInt;

/// Says why a worker is gone, from what the operating system knows about it.
final class WorkerEnd {
  private static final int OUT_OF_MEMORY = 3;
  private static final int CPU_TIME_USED_UP = 128 + 24;

  private WorkerEnd() {}

  /// The feedback to the check during which the worker ended.
  static Feedback feedback(ConfinedProcess process, boolean isTooLate, Duration budget,
      PlannedCheck check) {
    return Feedback.weDid("We checked that " + check.sentence() + ".")
        .youAnswered(reason(process, isTooLate, budget)).weNeeded("We needed an answer.")
        .because("A part that does not answer stops everything that waits for it.");
  }

  /// One sentence for the learner.
  static String reason(ConfinedProcess process, boolean isTooLate, Duration budget) {
    if (isTooLate) {
      return ("Your code did not answer within the %s of this exercise; we stopped it. Look"
          + " for a loop that does not end or a wait for something that never comes.")
          .formatted(seconds(budget));
    }
    OptionalInt code = process.exitCode(Duration.ofSeconds(2));
    if (code.isEmpty()) return "Your code closed the connection to us.";
    boolean isOutOfMemory = process.printed()
        .contains("Terminating due to java.lang.OutOfMemoryError");
    if (code.getAsInt() == OUT_OF_MEMORY && isOutOfMemory) {
      return "Your code used up the memory it may have (128 MB) or started too many threads."
          + " Look for a collection that only grows.";
    }
    if (code.getAsInt() == CPU_TIME_USED_UP) return "Your code used up its processor time.";
    return ("Your code ended the whole program (exit code %d). Do not call System.exit; answer the"
        + " call.").formatted(code.getAsInt());
  }

  /// A budget in words.
  static String seconds(Duration budget) {
    return budget.toSeconds() == 1 ? "second" : budget.toSeconds() + " seconds";
  }
}
