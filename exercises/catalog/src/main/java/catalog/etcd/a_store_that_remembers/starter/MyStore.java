package learner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;

/// A sorted map that numbers its changes and remembers the old values.
public final class MyStore implements RevisionStore {

  // Task 1: number every change.

  @Override
  public long revision() {
    throw new UnsupportedOperationException("Task 1: which revision is the newest?");
  }

  @Override
  public long put(String key, byte[] value) {
    throw new UnsupportedOperationException("Task 1: store the value, return the new revision");
  }

  @Override
  public OptionalLong delete(String key) {
    throw new UnsupportedOperationException("Task 1: delete the key, return the new revision");
  }

  // Task 2: read the past.

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    throw new UnsupportedOperationException("Task 2: what did the key hold at this revision?");
  }

  // Task 3: read a range.

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    throw new UnsupportedOperationException("Task 3: which keys lie between the two?");
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    throw new UnsupportedOperationException("Task 3: which keys lie below the folder?");
  }

  // Task 4: all or nothing.

  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    throw new UnsupportedOperationException("Task 4: compare, then perform one of the two lists");
  }

  // Task 5: forget on purpose.

  @Override
  public void compact(long revision) {
    throw new UnsupportedOperationException("Task 5: which old values can nobody read any more?");
  }
}
