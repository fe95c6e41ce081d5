package kube.foundation.machine;

import java.util.function.Supplier;

/// Where code that somebody else wrote runs, when it runs in this process.
///
/// Trusting, it runs on the loop as ours does: a simulation stays a pure function of its seed, and
/// a debugger steps from our code into theirs. A part that loops without end then stops the world.
/// A [Watchdog] costs a change of threads for each question and cuts such a part off.
public interface Confinement {

  /// Runs their code and waits for its answer.
  ///
  /// @throws PartFailure when it has to be cut off
  <R> R theirs(Supplier<R> code);

  /// Runs our code, which theirs has called back into: always as the owner of the loop.
  ///
  /// @throws PartFailure when the caller has been cut off
  <R> R ours(Supplier<R> code);

  /// Whether the present thread is one of theirs, and so must not touch the cluster.
  boolean isOutside();

  /// Runs everything where it is called.
  static Confinement trusting() {
    return new Confinement() {
      @Override
      public boolean isOutside() {
        return false;
      }

      @Override
      public <R> R theirs(Supplier<R> code) {
        return code.get();
      }

      @Override
      public <R> R ours(Supplier<R> code) {
        return code.get();
      }
    };
  }
}
