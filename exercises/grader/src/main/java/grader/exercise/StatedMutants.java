package grader.exercise;

import java.util.List;

/// What an exercise's `mutants.yaml` states about the mutants of its reference solution.
///
/// @param killed how many the hidden checks kill
/// @param of how many they could kill
/// @param equivalent the others, each with its reason
public record StatedMutants(int killed, int of, List<KnownMutant> equivalent) {
  /// What is stated where there is no such file.
  public static final StatedMutants NOTHING = new StatedMutants(0, 0, List.of());

  public StatedMutants { equivalent = List.copyOf(equivalent); }

  /// Whether anything is stated at all.
  public boolean isStated() { return of > 0; }
}
