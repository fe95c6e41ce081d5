package kube.controlplane.etcd.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

import kube.controlplane.etcd.Chronicle;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.LeaseJournal;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.OperationResult;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;
import kube.controlplane.etcd.log.LogEntry.Change;
import kube.foundation.machine.Disk;
import kube.foundation.machine.DiskFault;
import kube.foundation.machine.PartFailure;

/// A store that remembers beyond the life of its process: it writes down each change, and begins
/// with what was written down before.
///
/// The change is made in memory and then handed to the [Committer]; nobody outside may hear of it
/// before [Committer#whenSafe]. A disk that has failed takes no more changes, and we make none.
///
/// Owned by the loop.
public final class DurableStore implements RevisionStore, Chronicle, LeaseJournal {

  /// How much log may gather before a snapshot replaces it.
  public static final long SNAPSHOT_AFTER_BYTES = 64L * 1024 * 1024;

  private MultiVersionStore store;
  private final Committer committer;
  private final long snapshotAfterBytes;
  private final SortedMap<Long, Long> leases = new TreeMap<>();
  private final SortedMap<String, Long> leaseOf = new TreeMap<>();
  private final SortedMap<String, Long> nextLeases = new TreeMap<>();

  private DurableStore(MultiVersionStore store, Committer committer, long snapshotAfterBytes) {
    this.store = store;
    this.committer = committer;
    this.snapshotAfterBytes = snapshotAfterBytes;
  }

  /// Recovers what the disk holds and goes on from there.
  ///
  /// @param committer makes the committer that goes on after the last good frame
  /// @throws CorruptLogException when the disk holds less than was promised
  public static DurableStore open(Disk disk, BiFunction<Disk, Long, Committer> committer,
      long snapshotAfterBytes) {
    Recovery past = Recovery.from(disk);
    MultiVersionStore store = MultiVersionStore.restored(past.image().revision(),
        past.image().entries());
    DurableStore durable = new DurableStore(store, committer.apply(disk, past.lastFrame()),
        snapshotAfterBytes);
    durable.leases.putAll(past.image().leases());
    durable.leaseOf.putAll(past.image().leaseOf());
    past.entries().forEach(durable::replay);
    return durable;
  }

  public Committer committer() {
    return committer;
  }

  /// The leases that were remembered, with their seconds.
  public SortedMap<Long, Long> leases() {
    return new TreeMap<>(leases);
  }

  /// The lease of each key that has one.
  public SortedMap<String, Long> leaseOf() {
    return new TreeMap<>(leaseOf);
  }

  /// The whole state at this moment; a backup is these bytes.
  public StoreImage image() {
    return new StoreImage(store.revision(), store.current(), leases, leaseOf);
  }

  @Override
  public long compactionMark() {
    return store.compactionMark();
  }

  @Override
  public SortedMap<Long, List<Operation>> changesAfter(long revision) {
    return store.changesAfter(revision);
  }

  @Override
  public MultiVersionStore branch(long revision) {
    return store.branch(revision);
  }

  @Override
  public long put(String key, byte[] value) {
    return transact(List.of(), List.of(new Operation.Put(key, value)), List.of()).revision();
  }

  @Override
  public OptionalLong delete(String key) {
    TransactionResult result = transact(List.of(), List.of(new Operation.Delete(key)), List.of());
    return result.results().getFirst() instanceof OperationResult.Deleted deleted
        && deleted.previous().isPresent()
            ? OptionalLong.of(result.revision())
            : OptionalLong.empty();
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    return healthy().get(key, atRevision);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    return healthy().range(fromInclusive, toExclusive, atRevision, limit);
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    return healthy().list(folder, atRevision, limit);
  }

  @Override
  public TransactionResult transact(List<Compare> ifAll, List<Operation> then,
      List<Operation> otherwise) {
    long before = healthy().revision();
    TransactionResult result = store.transact(ifAll, then, otherwise);
    if (result.revision() > before) {
      log(new LogEntry.Committed(result.revision(), changes(result)));
    }
    nextLeases.clear();
    return result;
  }

  @Override
  public void compact(long revision) {
    healthy().compact(revision);
    log(new LogEntry.Compacted(revision));
  }

  /// The disk begins with an image instead of all the changes that led there.
  @Override
  public void restore(long revision, List<Entry> entries) {
    store = MultiVersionStore.restored(revision, entries);
    committer.snapshot(this::image);
  }

  @Override
  public long revision() {
    return store.revision();
  }

  @Override
  public void nextPut(String key, long lease) {
    nextLeases.put(key, lease);
  }

  @Override
  public void granted(long lease, long seconds) {
    leases.put(lease, seconds);
    log(new LogEntry.LeaseGranted(lease, seconds));
  }

  @Override
  public void revoked(long lease) {
    leases.remove(lease);
    log(new LogEntry.LeaseRevoked(lease));
  }

  /// Once a change could not be written down, memory knows more than the disk, and is not asked any
  /// more.
  private MultiVersionStore healthy() {
    committer.fault().ifPresent(DurableStore::refuse);
    return store;
  }

  private static void refuse(DiskFault fault) {
    throw new PartFailure("etcdserver: the write-ahead log cannot be written: "
        + fault.getMessage());
  }

  private List<Change> changes(TransactionResult result) {
    List<Change> changes = new ArrayList<>();
    for (OperationResult done : result.results()) {
      switch (done) {
        case OperationResult.Written(Entry entry, Optional<Entry> _) ->
          changes.add(new Change.Put(entry.key(), entry.value(),
              nextLeases.getOrDefault(entry.key(), 0L)));
        case OperationResult.Deleted(String key, Optional<Entry> previous) -> {
          if (previous.isPresent()) changes.add(new Change.Delete(key));
        }
        case OperationResult.Found _ -> {}
      }
    }
    changes.forEach(this::noteLease);
    return changes;
  }

  private void noteLease(Change change) {
    switch (change) {
      case Change.Put(String key, byte[] _, long lease) when lease != 0 -> leaseOf.put(key, lease);
      case Change.Put(String key, byte[] _, long _) -> leaseOf.remove(key);
      case Change.Delete(String key) -> leaseOf.remove(key);
    }
  }

  private void log(LogEntry entry) {
    try {
      committer.append(entry);
      if (committer.bytesSinceSnapshot() >= snapshotAfterBytes) committer.snapshot(this::image);
    } catch (DiskFault broken) {
      refuse(broken);
    }
  }

  private void replay(LogEntry entry) {
    switch (entry) {
      case LogEntry.Committed(long revision, List<Change> changes) -> {
        List<Operation> operations = new ArrayList<>();
        for (Change change : changes) {
          operations.add(switch (change) {
            case Change.Put(String key, byte[] value, long _) -> new Operation.Put(key, value);
            case Change.Delete(String key) -> new Operation.Delete(key);
          });
        }
        long reached = store.transact(List.of(), operations, List.of()).revision();
        if (reached != revision) {
          throw new IllegalStateException("replaying revision " + revision + " led to " + reached
              + ". The log is not of this store.");
        }
        changes.forEach(this::noteLease);
      }
      case LogEntry.Compacted(long revision) -> store.compact(revision);
      case LogEntry.LeaseGranted(long lease, long seconds) -> leases.put(lease, seconds);
      case LogEntry.LeaseRevoked(long lease) -> leases.remove(lease);
    }
  }
}
