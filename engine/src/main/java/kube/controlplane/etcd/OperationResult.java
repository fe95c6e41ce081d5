package kube.controlplane.etcd;

import java.util.Optional;

/// What one step of a transaction did.
///
/// `previous` is the entry as it was before the transaction. [Etcd] makes watch events of it, so
/// that a watcher of a deletion learns what was deleted.
public sealed interface OperationResult {

  /// A put: the entry as it is stored now.
  record Written(Entry entry, Optional<Entry> previous) implements OperationResult {}

  /// A delete; `previous` is empty if there was nothing to delete.
  record Deleted(String key, Optional<Entry> previous) implements OperationResult {}

  /// A get; empty if the key did not exist.
  record Found(Optional<Entry> entry) implements OperationResult {}
}
