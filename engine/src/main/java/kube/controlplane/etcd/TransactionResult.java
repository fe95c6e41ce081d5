package kube.controlplane.etcd;

import java.util.List;

/// What a transaction did: whether all its compares held, the store's revision afterwards, and one
/// result for each operation of the list that ran, in the same order.
public record TransactionResult(boolean succeeded, long revision, List<OperationResult> results) {

  public TransactionResult { results = List.copyOf(results); }
}
