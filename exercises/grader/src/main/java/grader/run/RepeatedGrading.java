package grader.run;

import grader.compile.CompileMessages.Outcome;
import grader.exercise.Exercise;
import grader.report.Grade;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One submission, compiled once and judged in this process as often as one likes.
///
/// Every judgement is a new conversation with new instances in new class loaders; only the
/// compiler's work is kept, because it is not what could make two verdicts differ, and the checks
/// are called without JUnit around them. Worth nothing as a verdict, as [InProcessRunner] says.
public final class RepeatedGrading {
  private final Exercise exercise;
  private final Submission submission;
  private final Judge judge;

  private RepeatedGrading(Exercise exercise, Submission submission, Judge judge) {
    this.exercise = exercise;
    this.submission = submission;
    this.judge = judge;
  }

  /// Compiles the submission.
  public static RepeatedGrading of(Exercise exercise, Submission submission) {
    Outcome compiled = InProcessRunner.compile(submission);
    return new RepeatedGrading(exercise, submission, InProcessRunner.plainJudge(
        sources -> new Outcome(new TreeMap<>(compiled.classes()), compiled.complaints())));
  }

  /// The verdict, once more.
  public Grade grade() {
    return judge.judge(exercise, submission, OptionalLong.empty(), Optional.empty(),
        GradeListener.SILENT);
  }
}
