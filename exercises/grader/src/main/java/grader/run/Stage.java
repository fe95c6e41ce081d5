package grader.run;

import grader.check.Feedback;
import grader.report.PlannedCheck;
import grader.worker.Remote;
import java.util.List;
import java.util.Optional;

/// Where the learner's part runs while its checks are performed.
interface Stage extends AutoCloseable {
  /// Runs checks, and tells the director how each ended.
  interface Performer {
    /// What neither ended nor was skipped is the caller's to notice.
    ///
    /// @return what stopped more than one check, if anything did
    Optional<Throwable> run(List<CheckPlan.Entry> entries, CheckRunner.Director director);
  }

  /// Who runs the checks on this stage.
  default Performer performer() {
    return new CheckRunner();
  }

  /// The present conversation.
  Remote remote();

  /// Whether there is a part to talk to.
  boolean isOpen();

  /// Why there is none, as a sentence for the learner.
  String closedBecause();

  /// The part was lost during this check: why, and from here on another one plays or none.
  Feedback lost(PlannedCheck check);

  /// Gives the part a new budget of time, for another lane. No when it is not the first one any
  /// more, or there is none: the lane then begins with a stage of its own, as it would beside this.
  boolean renew();

  /// What the lost part printed last.
  String lostOutput();

  @Override
  void close();
}
