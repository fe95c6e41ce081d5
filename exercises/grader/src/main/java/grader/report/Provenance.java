package grader.report;

/// All that a verdict depends on: the same provenance gives the same verdict.
///
/// @param exercise the exercise's id
/// @param submissionDigest SHA-256 of the learner's files and their names
/// @param exerciseDigest SHA-256 of the exercise, its checks included
/// @param graderDigest SHA-256 of what runs in the worker: runtime and slots
/// @param runtime version of the JDK
/// @param seed of all randomness in the checks
/// @param isolation the level that was measured when the grader started
public record Provenance(String exercise, String submissionDigest, String exerciseDigest,
    String graderDigest, String runtime, long seed, Isolation isolation) {}
