package grader.run;

/// What became of the files someone handed in: accepted, or refused with the reason and the remedy.
public sealed interface Intake {

  record Accepted(Submission submission) implements Intake {}

  /// @param message names the thing and the remedy, for the learner
  record Rejected(String message) implements Intake {}
}
