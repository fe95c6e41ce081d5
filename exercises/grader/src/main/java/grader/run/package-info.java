/// How a submission becomes a verdict, in the order it happens.
///
/// 1. [grader.run.Submission] takes in a file, folder or zip, by an allow-list.
/// 2. [grader.run.Grader] compiles it in a limited process, declares the plan of checks, and runs
///    them: JUnit here, the learner's class in a sandboxed worker that is used once.
/// 3. A [grader.run.GradeListener] hears each result as it comes; the [grader.report.Grade] comes
///    last.
///
/// [grader.run.LearnerPart] keeps such a worker open, so that a learner's part can run in a live
/// cluster. [grader.run.InProcessRunner] runs the same checks without a worker, for a debugger.
@NullMarked
package grader.run;

import org.jspecify.annotations.NullMarked;
