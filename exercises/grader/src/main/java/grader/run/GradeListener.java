package grader.run;

import grader.report.CheckResult;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.PlannedCheck;
import java.util.List;

/// Hears a verdict while it is made. Called on the thread that grades, in this order.
public interface GradeListener {
  /// Hears nothing.
  GradeListener SILENT = new GradeListener() {};

  /// The plan, before anything runs: names and denominator are fixed from here on.
  default void started(List<PlannedCheck> checks) {}

  /// The compiler's errors; an empty list means that it compiled.
  default void compiled(List<Diagnostic> diagnostics) {}

  /// One check ended.
  default void checked(CheckResult result) {}

  /// The verdict. Always called, exactly once, whatever happened before.
  default void finished(Grade grade) {}
}
