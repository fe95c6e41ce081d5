package kube.controlplane.etcd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The cluster's memory as the API server sees it: a store whose every change reaches the watchers.
///
/// Only the API server holds an `Etcd`. Store and hub are slots, so either may be a learner's; this
/// class alone turns the results of one into the events of the other.
///
/// Owned by the loop. Whoever writes also sees to it that the loop calls [#pump] soon afterwards.
///
/// **Models** create-if-absent, update-at-revision, delete-at-revision, transactions, ranges, watches,
/// leases, compaction, the limit on the size of a request and the quota on the size of the store.
///
/// **Leaves out** Raft, because one member never disagrees with itself, and users of its own,
/// because the API server is the only client.
///
/// **In Kubernetes:** [the API server's client of etcd](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go)
public final class Etcd {

  /// A request larger than 1.5 MiB is refused, as etcd does unless told otherwise.
  public static final int REQUEST_LIMIT_BYTES = 1536 * 1024;

  private final RevisionStore store;
  private final WatchHub hub;
  private final LeaseJournal journal;
  private final SpaceQuota quota;
  private final Leases leases = new Leases();
  private long compactionMark = 0;
  private long revision;

  /// A hub that meets a store with a past knows nothing of it, so it begins at the present.
  public Etcd(RevisionStore store, WatchHub hub) {
    this(store, hub, LeaseJournal.NONE, SpaceQuota.DEFAULT_BYTES);
  }

  /// With leases that are remembered beyond the life of the process.
  public Etcd(RevisionStore store, WatchHub hub, LeaseJournal journal) {
    this(store, hub, journal, SpaceQuota.DEFAULT_BYTES);
  }

  /// @param journal remembers leases beyond the life of the process
  /// @param quotaBytes how large the store may grow, its readable past included
  public Etcd(RevisionStore store, WatchHub hub, LeaseJournal journal, long quotaBytes) {
    this.store = store;
    this.hub = hub;
    this.journal = journal;
    this.quota = new SpaceQuota(quotaBytes);
    this.revision = store.revision();
    if (revision == 1) return;
    hub.onCompact(revision + 1);
    quota.begin(range(RangeQuery.ofPrefix("")).entries());
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

  /// Like [#update]; the key then lives no longer than the lease.
  ///
  /// @throws LeaseNotFoundException if there is no such lease
  public WriteResult update(String key, byte[] value, long unchangedSince, long lease) {
    leases.require(lease);
    journal.nextPut(key, lease);
    WriteResult result = update(key, value, unchangedSince);
    if (result instanceof WriteResult.Done) leases.written(key, lease);
    return result;
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
    quota.check(then);
    quota.check(otherwise);
    TransactionResult result = store.transact(ifAll, then, otherwise);
    revision = result.revision();
    quota.took(result);
    List<WatchEvent> events = eventsOf(result);
    events.forEach(this::loosenLease);
    if (!events.isEmpty()) hub.onCommit(result.revision(), events);
    return result;
  }

  /// Performs a transaction that asks for more than the store knows: values, leases, whole ranges.
  ///
  /// Nothing happens between the question and the change, for there is one loop.
  public TransactionResult transact(Transaction wish) {
    boolean holds = wish.ifAll().stream().allMatch(condition -> condition.holdsFor(
        get(condition.key(), 0), leases.of(condition.key())));
    List<Transaction.Step> steps = holds ? wish.then() : wish.otherwise();
    List<Operation> operations = new ArrayList<>();
    for (Transaction.Step step : steps) {
      switch (step) {
        case Transaction.Step.Does(Operation operation) -> operations.add(operation);
        case Transaction.Step.PutWithLease(String key, byte[] value, long lease) -> {
          leases.require(lease);
          journal.nextPut(key, lease);
          operations.add(new Operation.Put(key, value));
        }
        case Transaction.Step.DeleteRange(String from, String to) -> range(from, to, 0, 0).entries()
            .forEach(entry -> operations.add(new Operation.Delete(entry.key())));
      }
    }
    TransactionResult done = transact(List.of(), operations, List.of());
    for (Transaction.Step step : steps) {
      if (step instanceof Transaction.Step.PutWithLease put) leases.written(put.key(), put.lease());
    }
    return new TransactionResult(holds, done.revision(), done.results());
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

  /// Reads a range with filters, order and limit.
  public RangeResult range(RangeQuery query) {
    int limit = query.isInKeyOrder() ? query.limit() : 0;
    return query.applyTo(
        store.range(query.fromInclusive(), query.toExclusive(), query.revision(), limit));
  }

  /// Watches a range with filters.
  public Watch watch(WatchQuery query, WatchSink sink) {
    return hub.watch(query.commonPrefix(), query.fromRevision(), query.narrow(sink));
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
    quota.compacted(revision);
    hub.onCompact(revision);
  }

  /// Makes a lease and returns its id. Keys attached to it are deleted when it expires.
  ///
  /// @param id 0 to have one chosen
  public long grant(long id, Duration lifetime, Instant now) {
    Leases.Lease lease = leases.grant(id, lifetime, now);
    journal.granted(lease.id(), lifetime.toSeconds());
    return lease.id();
  }

  /// Gives the lease its whole life again.
  ///
  /// @throws LeaseNotFoundException if it is too late
  public void keepAlive(long lease, Instant now) {
    leases.keepAlive(lease, now);
  }

  /// Ends the lease and deletes its keys, as one revision.
  public void revoke(long lease) {
    List<String> keys = leases.end(lease);
    journal.revoked(lease);
    if (!keys.isEmpty()) {
      transact(List.of(), keys.stream().<Operation>map(Operation.Delete::new).toList(), List.of());
    }
  }

  /// Revokes every lease whose time is over, and returns how many.
  public int expireLeases(Instant now) {
    List<Long> expired = leases.expired(now);
    expired.forEach(this::revoke);
    return expired.size();
  }

  /// How long the lease still lives; empty if there is none.
  public Optional<Duration> timeToLive(long lease, Instant now) {
    return leases.find(lease).map(found -> Duration.between(now, found.expires()));
  }

  /// The keys attached to the lease, sorted.
  public List<String> keysOf(long lease) {
    return leases.keysOf(lease);
  }

  /// The leases there are.
  public List<Long> leases() {
    return leases.all().stream().map(Leases.Lease::id).toList();
  }

  /// Takes over the leases that a restored store had: each with its whole life before it.
  public void restoreLeases(SortedMap<Long, Long> seconds, SortedMap<String, Long> leaseOf,
      Instant now) {
    seconds.forEach((id, lifetime) -> leases.grant(id, Duration.ofSeconds(lifetime), now));
    leaseOf.forEach(leases::written);
  }

  /// How many bytes can be read, the past included.
  public long bytesInUse() {
    return quota.bytes();
  }

  /// Whether the quota was reached: puts are refused until [#disarm].
  public boolean isAlarmed() {
    return quota.isAlarmed();
  }

  /// Allows puts again, after space was made.
  public void disarm() {
    quota.disarm();
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

  /// A plain put takes its key out of the lease it had; so does a deletion.
  private void loosenLease(WatchEvent event) {
    switch (event) {
      case WatchEvent.Put put -> leases.deleted(put.entry().key());
      case WatchEvent.Delete delete -> leases.deleted(delete.previous().key());
      case WatchEvent.Bookmark _ -> {}
    }
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
