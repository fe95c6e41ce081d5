package kube.controlplane.etcd;

import java.util.List;

/// If all conditions hold, these steps, else those; one revision for all that they change.
///
/// **In Kubernetes:**
/// [TxnRequest](https://github.com/etcd-io/etcd/blob/v3.6.0/api/etcdserverpb/rpc.proto)
public record Transaction(List<Condition> ifAll, List<Step> then, List<Step> otherwise) {

  public Transaction {
    ifAll = List.copyOf(ifAll);
    then = List.copyOf(then);
    otherwise = List.copyOf(otherwise);
  }

  /// One step: an [Operation] of the store, or more than the store knows.
  public sealed interface Step {

    record Does(Operation operation) implements Step {}

    /// A put whose key then belongs to the lease.
    @SuppressWarnings("ArrayRecordComponent") // Bytes, as in Entry.
    record PutWithLease(String key, byte[] value, long lease) implements Step {}

    /// Deletes every key of the range that is there when the transaction begins.
    record DeleteRange(String fromInclusive, String toExclusive) implements Step {}
  }
}
