package grader.report;

import java.util.Optional;

/// All that a verdict depends on: the same provenance gives the same verdict.
///
/// @param exercise the exercise's id
/// @param submissionDigest SHA-256 of the learner's files and their names
/// @param exerciseDigest SHA-256 of the exercise, its checks included
/// @param graderDigest SHA-256 of what runs in the worker: runtime and slots
/// @param runtime version of the JDK
/// @param seed of all randomness in the checks
/// @param isolation the level that was measured when the grader started
/// @param openness how much of each check is shown, where an instructor decided it for a day
public record Provenance(String exercise, String submissionDigest, String exerciseDigest,
    String graderDigest, String runtime, long seed, Isolation isolation,
    Optional<Openness> openness) {

  /// A provenance in which every check is shown as its author wrote it.
  public Provenance(String exercise, String submissionDigest, String exerciseDigest,
      String graderDigest, String runtime, long seed, Isolation isolation) {
    this(exercise, submissionDigest, exerciseDigest, graderDigest, runtime, seed, isolation,
        Optional.empty());
  }
}
