package grader.check;

/// Where a run's instances of the learner's class come from: a sandboxed worker, or this process.
///
/// Bound for the time of one run; [CheckParameters] asks it whenever a check needs a part.
public interface PartSource {
  /// The source of the run that is under way on this thread.
  ScopedValue<PartSource> CURRENT = ScopedValue.newInstance();

  /// Makes a new instance of the learner's class as the slot `slotType`.
  <S> S start(Class<S> slotType, Object... parts);

  /// The seed of this run.
  Seed seed();

  /// Whether the next check is to be run at all.
  default boolean goesOn() {
    return true;
  }

  /// Keeps what the check has to say when it passes.
  default void remark(String sentence) {}
}
