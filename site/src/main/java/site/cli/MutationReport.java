package site.cli;

import grader.exercise.Exercise;
import grader.mutation.Mutant;
import grader.mutation.MutationScore;
import grader.mutation.MutationTest;
import grader.run.Grader;
import java.io.PrintWriter;

/// Prints how many mutants of an exercise's reference solution its hidden checks kill, and who
/// lives.
final class MutationReport {
  private final PrintWriter out;
  private final PrintWriter aside;

  /// @param aside where the progress goes
  MutationReport(PrintWriter out, PrintWriter aside) {
    this.out = out;
    this.aside = aside;
  }

  /// How much is wrong: 0 when enough mutants die.
  int problems(Exercise exercise, Grader grader) {
    ProgressBar bar = new ProgressBar(aside, "mutants judged");
    MutationScore score = MutationTest.run(exercise, grader, bar::show);
    out.println("  " + score.sentence());
    score.survivors().forEach(this::survivor);
    score.problems().forEach(problem -> out.println("    problem: " + problem));
    out.flush();
    return score.problems().size() + (score.isEnough() ? 0 : 1);
  }

  private void survivor(Mutant mutant) {
    out.println("    lives: " + mutant.sentence());
  }
}
