package kube.controlplane.etcd;

import java.nio.charset.StandardCharsets;

/// One key with its value, as the store knew it at some revision.
///
/// `createRevision` tells when this life of the key began, `modRevision` when the value was last
/// written, and `version` counts the writes of this life: 1 is the first. A key that is deleted and
/// made again begins a new life.
///
/// **In Kubernetes:** `modRevision` is what an object shows as `metadata.resourceVersion`.
/// [kv.proto](https://github.com/etcd-io/etcd/blob/v3.6.0/api/mvccpb/kv.proto)
@SuppressWarnings("ArrayRecordComponent") // Bytes, as in etcd. Compare text(), or use Arrays.equals.
public record Entry(String key, byte[] value, long createRevision, long modRevision, long version) {

  /// Returns an entry whose bytes nobody else holds.
  public Entry copy() {
    return new Entry(key, value.clone(), createRevision, modRevision, version);
  }

  /// The value read as UTF-8.
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return key + " = " + text() + " (created at " + createRevision + ", changed at " + modRevision
        + ", version " + version + ")";
  }
}
