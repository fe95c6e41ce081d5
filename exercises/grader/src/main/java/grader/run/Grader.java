package grader.run;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.Isolation;
import java.util.OptionalLong;

/// Judges submissions: compiles, runs the checks against a sandboxed worker, gives the verdict.
///
/// Started once and kept: it holds a warm compiler process and a pool of workers that wait, each for one
/// submission. Safe to call from several threads.
@SuppressWarnings({"NullAway", "unused", "DoNotCallSuggester"})
public final class Grader implements AutoCloseable {
  private Grader() {}

  private static UnsupportedOperationException landing() {
    return new UnsupportedOperationException("The grader is being laid; its types are final.");
  }

  /// Measures the isolation that this machine allows, then starts compiler and workers.
  public static Grader start(Catalog catalog) {
    if (landing().getMessage() != null) throw landing();
    return null;
  }

  public Grade grade(Exercise exercise, Submission submission) {
    return grade(exercise, submission, OptionalLong.empty(), GradeListener.SILENT);
  }

  public Grade grade(Exercise exercise, Submission submission, GradeListener listener) {
    return grade(exercise, submission, OptionalLong.empty(), listener);
  }

  /// Judges one submission; the seed comes from its digest unless one is given.
  public Grade grade(Exercise exercise, Submission submission, OptionalLong seed,
      GradeListener listener) {
    if (landing().getMessage() != null) throw landing();
    return null;
  }

  /// Compiles a submission and keeps its class running, as the slot `slot`.
  public <S> Opening<S> open(Exercise exercise, Submission submission, Class<S> slot,
      Object... constructorArguments) {
    if (landing().getMessage() != null) throw landing();
    return null;
  }

  /// What confines learners' code here, as measured at the start.
  public Isolation isolation() {
    if (landing().getMessage() != null) throw landing();
    return null;
  }

  @Override
  public void close() {}
}
