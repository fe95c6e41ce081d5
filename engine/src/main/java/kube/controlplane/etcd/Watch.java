package kube.controlplane.etcd;

/// One watcher's subscription, as the watcher holds it.
public interface Watch {

  /// Only an active watch gets events. The other states are final.
  enum State {
    ACTIVE,
    /// The watcher ended it, or its sink threw.
    CANCELLED,
    /// It needs revisions that were compacted: list again, then watch from there.
    COMPACTED,
    /// It lagged further behind than the hub remembers: list again, then watch from there.
    TOO_SLOW
  }

  /// Ends the watch: its sink is not called again, not even for the rest of the current revision.
  void cancel();

  State state();
}
