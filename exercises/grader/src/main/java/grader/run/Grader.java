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
public final class Grader implements AutoCloseable {
  private Grader() {}

  /// Measures the isolation that this machine allows, then starts compiler and workers.
  public static Grader start(Catalog catalog) {
    throw new UnsupportedOperationException("Landing soon");
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
    throw new UnsupportedOperationException("Landing soon");
  }

  /// Compiles a submission and keeps its class running, as the slot `slot`.
  public <S> Opening<S> open(Exercise exercise, Submission submission, Class<S> slot,
      Object... constructorArguments) {
    throw new UnsupportedOperationException("Landing soon");
  }

  /// What confines learners' code here, as measured at the start.
  public Isolation isolation() { throw new UnsupportedOperationException("Landing soon"); }

  @Override
  public void close() {}
}
