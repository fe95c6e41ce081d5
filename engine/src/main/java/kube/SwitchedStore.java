package kube;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Members;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;
import kube.foundation.machine.PartFailure;

/// A store with a plug: while it is out, nothing is lost and nobody gets an answer. Nor does anybody
/// while its members have no majority or no leader.
final class SwitchedStore implements RevisionStore {

  private final RevisionStore store;
  private final Members members;
  private boolean on = true;
  private boolean full;

  SwitchedStore(RevisionStore store, Members members) {
    this.store = store;
    this.members = members;
    members.written(store.revision());
  }

  Members members() {
    return members;
  }

  void turn(boolean nowOn) {
    on = nowOn;
  }

  /// From now on there is no space for anything new, or there is again.
  void fill(boolean nowFull) {
    full = nowFull;
  }

  private RevisionStore writable() {
    if (full) throw new PartFailure("mvcc: database space exceeded");
    return answering();
  }

  boolean isOn() {
    return on && members.refusal().isEmpty();
  }

  private RevisionStore answering() {
    if (!on) throw new PartFailure("etcdserver: request timed out");
    Optional<String> refusal = members.refusal();
    if (refusal.isPresent()) throw new PartFailure(refusal.get());
    return store;
  }

  @Override
  public long put(String key, byte[] value) {
    return noted(writable().put(key, value));
  }

  @Override
  public OptionalLong delete(String key) {
    OptionalLong revision = writable().delete(key);
    revision.ifPresent(this::noted);
    return revision;
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    return answering().get(key, atRevision);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    return answering().range(fromInclusive, toExclusive, atRevision, limit);
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    return answering().list(folder, atRevision, limit);
  }

  @Override
  public TransactionResult transact(List<Compare> ifAll, List<Operation> then,
      List<Operation> otherwise) {
    TransactionResult result = writable().transact(ifAll, then, otherwise);
    noted(store.revision());
    return result;
  }

  private long noted(long revision) {
    members.written(revision);
    return revision;
  }

  @Override
  public void compact(long revision) {
    answering().compact(revision);
  }

  @Override
  public long revision() {
    return answering().revision();
  }
}
