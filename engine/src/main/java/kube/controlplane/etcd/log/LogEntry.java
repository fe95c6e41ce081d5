package kube.controlplane.etcd.log;

import java.util.List;

/// One thing that happened to the store, as the log remembers it.
public sealed interface LogEntry {

  /// A revision and all that it changed.
  record Committed(long revision, List<Change> changes) implements LogEntry {
    public Committed { changes = List.copyOf(changes); }
  }

  record Compacted(long revision) implements LogEntry {}

  record LeaseGranted(long lease, long seconds) implements LogEntry {}

  /// The lease is gone; the deletions of its keys are a commit of their own.
  record LeaseRevoked(long lease) implements LogEntry {}

  /// What a revision did to one key.
  sealed interface Change {

    /// @param lease 0 for none
    @SuppressWarnings("ArrayRecordComponent") // Bytes, as in the store.
    record Put(String key, byte[] value, long lease) implements Change {}

    record Delete(String key) implements Change {}
  }
}
