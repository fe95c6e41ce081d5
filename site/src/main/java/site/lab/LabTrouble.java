package site.lab;

import java.util.Optional;
import kube.foundation.machine.PartFailure;
import org.jspecify.annotations.Nullable;

/// A lab cannot do what was asked; the message says why, for the learner.
public final class LabTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LabTrouble(String message) {
    super(message);
  }

  LabTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Words for what came out of a cluster's loop.
  static LabTrouble because(@Nullable Throwable cause) {
    return switch (cause) {
      case LabTrouble trouble -> trouble;
      case PartFailure failure -> new LabTrouble("No answer: " + failure.getMessage(), failure);
      case IllegalArgumentException wrong ->
        new LabTrouble(Optional.ofNullable(wrong.getMessage()).orElse("That cannot be."), wrong);
      case null -> new LabTrouble("The cluster has stopped. Reset starts a new one.");
      default -> new LabTrouble("The cluster has stopped: "
          + firstLine(cause) + " Reset starts a new one.", cause);
    };
  }

  /// What a failure says of itself, in one line.
  public static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it gave no reason.");
  }
}
