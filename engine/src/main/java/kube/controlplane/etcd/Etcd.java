package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The cluster's memory as the API server sees it: a store whose every change reaches the watchers.
///
/// Only the API server holds an `Etcd`. Store and hub are slots, so either may be a learner's; this
/// class alone turns the results of one into the events of the other.
///
/// Owned by the loop. Whoever writes also sees to it that the loop calls [#pump] soon afterwards.
///
/// **Models** create-if-absent, update-at-revision, delete-at-revision, list, watch, compaction and
/// the limit on the size of a request.
///
/// **Leaves out** leases and Raft, because one member never disagrees with itself.
///
/// **In Kubernetes:** [the API server's client of etcd](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go)
public final class Etcd {

  /// A request larger than 1.5 MiB is refused, as etcd does unless told otherwise.
  public static final int REQUEST_LIMIT_BYTES = 1536 * 1024;

  private final RevisionStore store;
  private final WatchHub hub;
  private long compactionMark = 0;
  private long revision;

  /// A hub that meets a store with a past knows nothing of it, so it begins at the present.
  public Etcd(RevisionStore store, WatchHub hub) {
    this.store = store;
    this.hub = hub;
    this.revision = store.revision();
    if (revision > 1) hub.onCompact(revision + 1);
  }

  /// Our own store and our own hub.
  public static Etcd inMemory() {
    return new Etcd(new MultiVersionStore(), new BufferedWatchHub());
  }

  /// Stores the value if the key is absent, else gives back what is there.
  public WriteResult create(String key, byte[] value) {
    return update(key, value, 0);
  }

  /// Stores the value if nobody has written the key since the revision, else gives back what is
  /// there.
  public WriteResult update(String key, byte[] value, long unchangedSince) {
    return write(new Operation.Put(key, value), unchangedSince);
  }

  /// Deletes the key if nobody has written it since the revision, else gives back what is there.
  public WriteResult delete(String key, long unchangedSince) {
    return write(new Operation.Delete(key), unchangedSince);
  }

  /// Performs a transaction and lets the watchers know of all its changes, as one revision.
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    checkSize(then);
    checkSize(otherwise);
    TransactionResult result = store.transact(ifAll, then, otherwise);
    revision = result.revision();
    List<WatchEvent> events = eventsOf(result);
    if (!events.isEmpty()) hub.onCommit(result.revision(), events);
    return result;
  }

  /// See [RevisionStore#get].
  public Optional<Entry> get(String key, long atRevision) {
    return store.get(key, atRevision);
  }

  /// See [RevisionStore#range].
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    return store.range(fromInclusive, toExclusive, atRevision, limit);
  }

  /// See [RevisionStore#list].
  public RangeResult list(String folder, long atRevision, int limit) {
    return store.list(folder, atRevision, limit);
  }

  /// See [WatchHub#watch].
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    return hub.watch(prefix, fromRevision, sink);
  }

  /// Delivers what is due to the watchers.
  public void pump() {
    hub.pump();
  }

  /// Forgets the past before the revision, in the store and for watchers.
  public void compact(long revision) {
    store.compact(revision);
    compactionMark = revision;
    hub.onCompact(revision);
  }

  /// The oldest revision that can still be read; 0 if all can.
  public long compactionMark() {
    return compactionMark;
  }

  /// The newest revision, as the last transaction told it: asking costs no call to the store.
  public long revision() {
    return revision;
  }

  /// How a conditional write ended.
  public sealed interface WriteResult {

    /// The write happened; `entry` is what is stored now or, after a delete, what was.
    record Done(long revision, Entry entry) implements WriteResult {}

    /// Somebody was faster; `current` is what the key holds, empty if it is gone.
    record Stale(Optional<Entry> current) implements WriteResult {}
  }

  private WriteResult write(Operation change, long unchangedSince) {
    TransactionResult result = transact(
        List.of(Compare.unchangedSince(change.key(), unchangedSince)),
        List.of(change),
        List.of(new Operation.Get(change.key(), 0)));
    return switch (result.results().getFirst()) {
      case OperationResult.Written written ->
        new WriteResult.Done(result.revision(), written.entry());
      case OperationResult.Deleted deleted -> deleted.previous()
          .<WriteResult>map(previous -> new WriteResult.Done(result.revision(), previous))
          .orElseGet(() -> new WriteResult.Stale(Optional.empty()));
      case OperationResult.Found found -> new WriteResult.Stale(found.entry());
    };
  }

  private static List<WatchEvent> eventsOf(TransactionResult result) {
    List<WatchEvent> events = new ArrayList<>();
    for (OperationResult done : result.results()) {
      switch (done) {
        case OperationResult.Written written ->
          events.add(new WatchEvent.Put(written.entry(), written.previous()));
        case OperationResult.Deleted deleted -> deleted.previous().ifPresent(
            previous -> events.add(new WatchEvent.Delete(result.revision(), previous)));
        case OperationResult.Found _ -> {}
      }
    }
    return events;
  }

  private static void checkSize(List<Operation> operations) {
    long bytes = 0;
    for (Operation operation : operations) {
      if (operation instanceof Operation.Put put) bytes += put.value().length;
    }
    if (bytes > REQUEST_LIMIT_BYTES) throw new RequestTooLargeException(bytes);
  }
}
