package grader.report;

import grader.check.Disclosure;
import java.time.LocalDate;
import java.util.List;

/// How much of each check's feedback a learner is shown on one day, as an instructor decided.
///
/// An input of grading like the seed, and written on the verdict like it: the day is given, and
/// grading looks at no clock.
///
/// @param on the day for which it was decided
/// @param levels one for each check, in the order of the plan
public record Openness(LocalDate on, List<Disclosure> levels) {
  public Openness {
    levels = List.copyOf(levels);
  }

  /// The level of the check at this place of the plan; its own where nothing was decided.
  public Disclosure of(int index, Disclosure own) {
    return index < levels.size() ? levels.get(index) : own;
  }

  /// One line for people.
  public String sentence() {
    return "hidden checks shown as on " + on;
  }
}
