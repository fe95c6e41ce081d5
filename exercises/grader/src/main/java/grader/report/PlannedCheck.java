package grader.report;

import grader.check.Disclosure;

/// One check of the plan that is declared before anything runs.
///
/// @param name the method's name, as `need:` and `expected.yaml` say it
/// @param task the task it belongs to
public record PlannedCheck(String name, int task, boolean hidden, Disclosure disclosure) {

  /// The same check, of which more or less is shown.
  public PlannedCheck showing(Disclosure level) {
    return new PlannedCheck(name, task, hidden, level);
  }

  /// The name as a sentence: `the_first_put_returns_2` is "the first put returns 2".
  public String sentence() { return name.replace('_', ' '); }
}
