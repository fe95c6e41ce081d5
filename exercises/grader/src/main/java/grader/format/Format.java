package grader.format;

import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.GradeJson;

/// A form in which results can be written.
public enum Format {
  /// Our own JSON, with all that the verdict depends on.
  VERDICT,
  /// What build servers and IDEs read.
  JUNIT,
  /// The JUnit team's successor of it, as a hierarchy.
  OPEN_TEST_REPORTING,
  /// `results.json` of an autograder on Gradescope.
  GRADESCOPE,
  /// `results.json` of a test runner on Exercism, version 3.
  EXERCISM,
  /// What `check50 --output json` prints.
  CHECK50,
  /// `results.json` of an external grader on PrairieLearn.
  PRAIRIELEARN,
  /// The stream of partial output of a judge on Dodona: a line of JSON for each step.
  DODONA,
  /// What the reporter of GitHub Classroom takes from a runner, before it is encoded in Base64.
  CLASSROOM;

  /// The grade in this form, ending with a newline.
  public String write(Exercise exercise, Grade grade) {
    return switch (this) {
      case VERDICT -> GradeJson.verdict(grade);
      case JUNIT -> XmlReports.junit(exercise, grade);
      case OPEN_TEST_REPORTING -> XmlReports.openTestReporting(exercise, grade);
      case GRADESCOPE -> CourseReports.gradescope(exercise, grade);
      case EXERCISM -> CheckReports.exercism(grade);
      case CHECK50 -> CheckReports.check50(exercise, grade);
      case PRAIRIELEARN -> CourseReports.prairieLearn(exercise, grade);
      case DODONA -> DodonaStream.write(exercise, grade);
      case CLASSROOM -> CourseReports.classroom(exercise, grade);
    };
  }
}
