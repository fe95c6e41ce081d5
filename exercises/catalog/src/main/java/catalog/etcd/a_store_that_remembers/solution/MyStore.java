package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.OperationResult;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;

/// Each key has a history, a list of its versions from the oldest to the newest. A version without
/// an entry is a tombstone: from that revision on the key is deleted.
public final class MyStore implements RevisionStore {

  private record Version(long revision, Optional<Entry> entry) {}

  private final NavigableMap<String, List<Version>> histories = new TreeMap<>();
  private long revision = 1;
  private long compactedAt = 0;

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long put(String key, byte[] value) {
    write(key, value, revision + 1);
    return ++revision;
  }

  @Override
  public OptionalLong delete(String key) {
    if (now(key).isEmpty()) return OptionalLong.empty();
    bury(key, revision + 1);
    return OptionalLong.of(++revision);
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    return find(key, readable(atRevision)).map(Entry::copy);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    long shown = readable(atRevision);
    if (fromInclusive.compareTo(toExclusive) >= 0)
      return new RangeResult(shown, List.of(), 0, false);
    List<Entry> all = histories.subMap(fromInclusive, toExclusive).keySet().stream()
        .flatMap(key -> find(key, shown).stream())
        .toList();
    List<Entry> page = limit == 0 || limit > all.size() ? all : all.subList(0, limit);
    return new RangeResult(
        shown, page.stream().map(Entry::copy).toList(), all.size(), page.size() < all.size());
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    return range(folder + "/", folder + "0", atRevision, limit); // 0 is the character after /
  }

  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    boolean succeeded = ifAll.stream().allMatch(compare -> compare.holdsFor(now(compare.key())));
    List<Operation> chosen = succeeded ? then : otherwise;
    refuseWhatWouldThrow(chosen);

    long next = revision + 1;
    List<OperationResult> results = new ArrayList<>();
    for (Operation operation : chosen) results.add(perform(operation, next));
    if (results.stream().anyMatch(this::isChange)) revision = next;
    return new TransactionResult(succeeded, revision, results);
  }

  @Override
  public void compact(long mark) {
    if (mark <= compactedAt) throw new CompactedException(mark, compactedAt);
    if (mark > revision) throw new FutureRevisionException(mark, revision);
    compactedAt = mark;
    histories.values().removeIf(history -> {
      int current = indexAt(history, mark);
      boolean isTombstone = current >= 0 && history.get(current).entry().isEmpty();
      history.subList(0, isTombstone ? current + 1 : Math.max(current, 0)).clear();
      return history.isEmpty();
    });
  }

  /// The one thing that can fail is a read at a bad revision. We look before the first write, so
  /// that there is never anything to undo.
  private void refuseWhatWouldThrow(List<Operation> operations) {
    for (Operation operation : operations) {
      if (operation instanceof Operation.Get get) readable(get.atRevision());
    }
  }

  private OperationResult perform(Operation operation, long next) {
    Optional<Entry> previous = now(operation.key()).map(Entry::copy);
    return switch (operation) {
      case Operation.Put put ->
        new OperationResult.Written(write(put.key(), put.value(), next).copy(), previous);
      case Operation.Delete delete -> {
        if (previous.isPresent()) bury(delete.key(), next);
        yield new OperationResult.Deleted(delete.key(), previous);
      }
      case Operation.Get get when get.atRevision() == 0 -> new OperationResult.Found(previous);
      case Operation.Get get ->
        new OperationResult.Found(find(get.key(), get.atRevision()).map(Entry::copy));
    };
  }

  private boolean isChange(OperationResult result) {
    return switch (result) {
      case OperationResult.Written written -> true;
      case OperationResult.Deleted deleted -> deleted.previous().isPresent();
      case OperationResult.Found found -> false;
    };
  }

  private Entry write(String key, byte[] value, long next) {
    Optional<Entry> previous = now(key);
    Entry entry = new Entry(key, value.clone(),
        previous.map(Entry::createRevision).orElse(next), next,
        previous.map(Entry::version).orElse(0L) + 1);
    histories.computeIfAbsent(key, newKey -> new ArrayList<>())
        .add(new Version(next, Optional.of(entry)));
    return entry;
  }

  private void bury(String key, long next) {
    histories.get(key).add(new Version(next, Optional.empty()));
  }

  private Optional<Entry> now(String key) {
    return find(key, Long.MAX_VALUE);
  }

  private Optional<Entry> find(String key, long atRevision) {
    List<Version> history = histories.getOrDefault(key, List.of());
    int index = indexAt(history, atRevision);
    return index < 0 ? Optional.empty() : history.get(index).entry();
  }

  /// The index of the last version at or before the revision, -1 if there is none: a binary search.
  private int indexAt(List<Version> history, long atRevision) {
    int low = 0;
    int high = history.size() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      if (history.get(middle).revision() <= atRevision) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /// The revision to read at, if it can be read: 0 stands for the newest.
  private long readable(long atRevision) {
    if (atRevision == 0) return revision;
    if (atRevision < compactedAt) throw new CompactedException(atRevision, compactedAt);
    if (atRevision > revision) throw new FutureRevisionException(atRevision, revision);
    return atRevision;
  }
}
