package grader.run;

import grader.exercise.Exercise;
import grader.report.Openness;
import java.util.Optional;

/// Says how much of an exercise's hidden checks is shown. Asked once, before a grading begins; the
/// answer is an input of the verdict and stands on it.
@FunctionalInterface
public interface Disclosing {
  /// Every check as its author wrote it.
  Disclosing AS_WRITTEN = exercise -> Optional.empty();

  Optional<Openness> of(Exercise exercise);
}
