package grader.run;

/// A learner's class, running in a sandboxed worker that stays open: "yours" on the cluster board.
///
/// Calls are answered by the worker within a deadline each; when it dies, misbehaves or is too
/// late, the call throws [kube.foundation.machine.PartFailure] and so does every later one.
/// Callbacks run on the calling thread, while its call is under way. Owned by one thread at a time.
public non-sealed interface LearnerPart<S> extends Opening<S>, AutoCloseable {

  /// A new instance of the part, as its slot's interface; all live in the one worker.
  S part();

  /// Whether the next call has a chance.
  boolean isAlive();

  /// Ends the worker with everything it started.
  @Override
  void close();
}
