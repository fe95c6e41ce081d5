package kube.foundation.machine;

/// A piece of work that waits for its moment, and can be called off before it.
public interface Timer {

  /// Calls the work off. Does nothing when it has already run.
  void cancel();
}
