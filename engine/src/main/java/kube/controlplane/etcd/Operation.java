package kube.controlplane.etcd;

/// One step of a transaction. [OperationResult] has the answer to each.
public sealed interface Operation {

  String key();

  @SuppressWarnings("ArrayRecordComponent") // Bytes, as in Entry.
  record Put(String key, byte[] value) implements Operation {}

  record Delete(String key) implements Operation {}

  /// Reads the key at a revision of the past, or at 0: now, after the steps before this one.
  record Get(String key, long atRevision) implements Operation {}
}
