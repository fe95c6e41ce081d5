/// What a verdict is: a value from which every report and every export is made.
///
/// [grader.report.Grade] is sealed: passed, failed, or not runnable. [grader.report.GradeJson]
/// writes it as versioned JSON with the same bytes for the same submission, exercise, seed and
/// grader; what one run measured (times, the learner's own output) stays outside of those bytes.
@NullMarked
package grader.report;

import org.jspecify.annotations.NullMarked;
