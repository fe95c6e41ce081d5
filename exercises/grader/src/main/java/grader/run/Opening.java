package grader.run;

import grader.report.Grade;

/// What [Grader#open] gives: a running [LearnerPart], or the reason why there is none.
public sealed interface Opening<S> permits LearnerPart, Opening.Refused {

  /// The class could not be started; the grade says why.
  record Refused<S>(Grade.NotRunnable why) implements Opening<S> {}
}
