package grader.run;

import grader.check.Feedback;
import grader.report.PlannedCheck;
import grader.worker.Remote;

/// Where the learner's part runs while its checks are performed.
interface Stage extends AutoCloseable {
  /// The present conversation.
  Remote remote();

  /// Whether there is a part to talk to.
  boolean isOpen();

  /// Why there is none, as a sentence for the learner.
  String closedBecause();

  /// The part was lost during this check: why, and from here on another one plays or none.
  Feedback lost(PlannedCheck check);

  /// What the lost part printed last.
  String lostOutput();

  @Override
  void close();
}
