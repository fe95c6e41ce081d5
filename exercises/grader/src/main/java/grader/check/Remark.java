package grader.check;

/// What a check has to say although it passed, such as how much it looked at: "correct in all 96
/// interleavings".
@FunctionalInterface
public interface Remark {
  /// Says it; the last sentence of a check is the one that is kept.
  void says(String sentence);
}
