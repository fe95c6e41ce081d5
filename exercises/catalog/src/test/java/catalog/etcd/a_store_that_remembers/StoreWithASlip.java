package catalog.etcd.a_store_that_remembers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;

/// A right store but for one thing: its ranges say `more` when the limit is just reached.
record StoreWithASlip(RevisionStore right) implements RevisionStore {

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    RangeResult range = right.range(fromInclusive, toExclusive, atRevision, limit);
    return new RangeResult(range.revision(), range.entries(), range.totalCount(),
        limit > 0 && range.entries().size() == limit);
  }

  @Override
  public long put(String key, byte[] value) {
    return right.put(key, value);
  }

  @Override
  public OptionalLong delete(String key) {
    return right.delete(key);
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    return right.get(key, atRevision);
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    return right.list(folder, atRevision, limit);
  }

  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    return right.transact(ifAll, then, otherwise);
  }

  @Override
  public void compact(long revision) {
    right.compact(revision);
  }

  @Override
  public long revision() {
    return right.revision();
  }
}
