package site.instructor;

import java.util.List;
import site.instructor.ClassReport.Cell;

/// A learner whose grade is another one than in an earlier run.
///
/// @param why what differs in the inputs; empty only if the grader were not deterministic
public record GradeChange(String learner, String exercise, Cell before, Cell now,
    List<String> why) {
  public GradeChange {
    why = List.copyOf(why);
  }

  /// For the terminal: who, what, why.
  public String sentence() {
    return learner + ", " + exercise + ": " + words(before) + " → " + words(now) + " ("
        + String.join(", ", why) + ")";
  }

  private static String words(Cell cell) {
    return cell.standing().words() + " with " + cell.scored() + " points";
  }
}
