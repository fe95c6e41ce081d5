package grader.check;

/// How much of a failing check a learner sees, from nothing to everything.
public enum Disclosure {
  /// Only that some check failed.
  NONE,
  /// The check's name.
  NAME,
  /// Name, and what we did.
  INPUT,
  /// Name, what we did, what the learner's part answered.
  ACTUAL,
  /// All five parts of the feedback.
  FULL
}
