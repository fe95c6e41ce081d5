package grader.mutation;

import java.util.ArrayList;
import java.util.List;

/// What became of the mutants of one reference solution.
///
/// @param killed how many a check noticed
/// @param survivors those that no check noticed, without the equivalent ones
/// @param equivalent how many do the same as the original, by the exercise's word
/// @param problems what is wrong besides: checks that break, a `mutants.yaml` that errs
public record MutationScore(int killed, List<Mutant> survivors, int equivalent,
    List<String> problems) {
  /// The share of killed ones that every exercise must reach, in percent.
  public static final int REQUIRED_PERCENT = 95;

  public MutationScore {
    survivors = List.copyOf(survivors);
    problems = List.copyOf(problems);
  }

  /// This score with one more problem.
  MutationScore with(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return new MutationScore(killed, survivors, equivalent, all);
  }

  /// How many mutants there are that a check could notice.
  public int noticeable() {
    return killed + survivors.size();
  }

  /// The share of those that were killed, in percent, rounded down.
  public int percent() {
    return noticeable() == 0 ? 100 : killed * 100 / noticeable();
  }

  /// Whether the checks are good enough.
  public boolean isEnough() {
    return killed * 100 >= noticeable() * REQUIRED_PERCENT && problems.isEmpty();
  }

  /// The result as one sentence.
  public String sentence() {
    return killed + " of " + noticeable() + " mutants killed (" + percent() + " %)"
        + (equivalent == 0 ? "" : ", " + equivalent + " do the same as the original");
  }
}
