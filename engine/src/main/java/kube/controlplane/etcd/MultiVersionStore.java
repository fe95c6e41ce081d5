package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// The store of the reference cluster: a sorted map from each key to its history.
///
/// Owned by the loop; no field here is ever touched from elsewhere.
///
/// **Models** and **Leaves out** what [RevisionStore] says.
///
/// **In Kubernetes:** etcd keeps the same two layers, an in-memory tree of keys with their revisions
/// ([index.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/storage/mvcc/index.go)) and the
/// values by revision in a file
/// ([kvstore.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/storage/mvcc/kvstore.go)).
public final class MultiVersionStore implements RevisionStore, Chronicle {

  private static final long NOW = 0;
  private static final long EMPTY_STORE = 1;

  /// U+FFFF is no character.
  private static final String NO_KEY = "\uffff";

  private final NavigableMap<String, KeyHistory> histories = new TreeMap<>();

  /// By the folder of the key: values of one kind resemble each other.
  private final Map<String, PieceBook> books = new HashMap<>();

  /// The history that was looked for last: a write asks for the same one three times.
  private @Nullable KeyHistory lastFound;
  private String lastKey = NO_KEY;
  private long revision = EMPTY_STORE;
  private long compactionMark = 0;

  /// A store that begins with what another knew at this revision, and with nothing of its past.
  public static MultiVersionStore restored(long revision, List<Entry> entries) {
    MultiVersionStore store = new MultiVersionStore();
    store.revision = revision;
    store.compactionMark = revision == EMPTY_STORE ? 0 : revision;
    for (Entry entry : entries) {
      store.histories.put(entry.key(),
          KeyHistory.of(entry, store.pack(entry.key(), entry.value())));
    }
    return store;
  }

  /// Every entry as it is now.
  public List<Entry> current() {
    return histories.values().stream().flatMap(history -> history.now().stream()).toList();
  }

  @Override
  public long compactionMark() {
    return compactionMark;
  }

  @Override
  public SortedMap<Long, List<Operation>> changesAfter(long mark) {
    SortedMap<Long, List<Operation>> changes = new TreeMap<>();
    histories.values().forEach(history -> history.changesAfter(mark).forEach((number,
        change) -> changes.computeIfAbsent(number, _ -> new ArrayList<>()).add(change)));
    return changes;
  }

  /// Values never change, so they need not be unpacked: the branch takes them as they are, and the
  /// books that they are made of.
  @Override
  public MultiVersionStore branch(long atRevision) {
    checkReadable(atRevision);
    MultiVersionStore branch = restored(atRevision, List.of());
    Map<PieceBook, PieceBook> copies = new HashMap<>();
    histories.forEach((key, history) -> history.branch(atRevision,
        book -> copies.computeIfAbsent(book, PieceBook::copy))
        .ifPresent(begun -> branch.histories.put(key, begun)));
    books.forEach((folder, book) -> branch.books.put(folder,
        copies.computeIfAbsent(book, PieceBook::copy)));
    return branch;
  }

  @Override
  public long put(String key, byte[] value) {
    write(key, value, revision + 1);
    return ++revision;
  }

  @Override
  public OptionalLong delete(String key) {
    if (numbers(key).isEmpty()) return OptionalLong.empty();
    bury(key, revision + 1);
    return OptionalLong.of(++revision);
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    checkReadable(atRevision);
    return find(key, atRevision);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    checkReadable(atRevision);
    long shown = atRevision == NOW ? revision : atRevision;
    List<Entry> entries = new ArrayList<>();
    long totalCount = 0;
    if (fromInclusive.compareTo(toExclusive) < 0) {
      for (KeyHistory history : histories.subMap(fromInclusive, toExclusive).values()) {
        if (!history.isAliveAt(shown)) continue;
        totalCount++;
        if (limit == 0 || entries.size() < limit) history.at(shown).ifPresent(entries::add);
      }
    }
    return new RangeResult(shown, entries, totalCount, totalCount > entries.size());
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    Prefix prefix = Prefix.ofFolder(folder);
    return range(prefix.start(), prefix.end(), atRevision, limit);
  }

  /// Whatever can fail is checked before the first write, so there is nothing to undo.
  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    boolean succeeded = true;
    for (Compare compare : ifAll) succeeded &= compare.holdsFor(numbers(compare.key()));
    List<Operation> chosen = succeeded ? then : otherwise;
    checkPossible(chosen);

    long next = revision + 1;
    List<OperationResult> results = new ArrayList<>(chosen.size());
    boolean changes = false;
    for (Operation operation : chosen) {
      OperationResult result = perform(operation, next);
      results.add(result);
      changes |= isChange(result);
    }
    if (changes) revision = next;
    return new TransactionResult(succeeded, revision, results);
  }

  @Override
  public void compact(long mark) {
    if (mark <= compactionMark) throw new CompactedException(mark, compactionMark);
    if (mark > revision) throw new FutureRevisionException(mark, revision);
    compactionMark = mark;
    lastKey = NO_KEY;
    lastFound = null;
    histories.values().removeIf(history -> {
      history.forgetBefore(mark);
      return history.isForgotten();
    });
  }

  @Override
  public long revision() {
    return revision;
  }

  private OperationResult perform(Operation operation, long next) {
    return switch (operation) {
      case Operation.Put put -> {
        Optional<Entry> previous = find(put.key(), NOW);
        yield new OperationResult.Written(write(put.key(), put.value(), next), previous);
      }
      case Operation.Delete delete -> {
        Optional<Entry> previous = find(delete.key(), NOW);
        if (previous.isPresent()) bury(delete.key(), next);
        yield new OperationResult.Deleted(delete.key(), previous);
      }
      case Operation.Get get -> new OperationResult.Found(find(get.key(), get.atRevision()));
    };
  }

  private static boolean isChange(OperationResult result) {
    return switch (result) {
      case OperationResult.Written _ -> true;
      case OperationResult.Deleted deleted -> deleted.previous().isPresent();
      case OperationResult.Found _ -> false;
    };
  }

  private Entry write(String key, byte[] value, long next) {
    KeyHistory history = historyOf(key).orElseGet(() -> begin(key));
    Entry numbers = history.write(pack(key, value), next);
    return new Entry(key, value.clone(), numbers.createRevision(), next, numbers.version());
  }

  private KeyHistory begin(String key) {
    KeyHistory history = new KeyHistory(key);
    histories.put(key, history);
    lastFound = history;
    return history;
  }

  /// A book that is full makes room for a new one; who needs the old one holds it.
  private Packed pack(String key, byte[] value) {
    String folder = Prefix.folderOf(key);
    PieceBook book = books.computeIfAbsent(folder, _ -> new PieceBook());
    return book.pack(value).orElseGet(() -> {
      PieceBook fresh = new PieceBook();
      books.put(folder, fresh);
      return fresh.pack(value).orElseThrow();
    });
  }

  private void bury(String key, long next) {
    historyOf(key).orElseThrow().bury(next);
  }

  private Optional<Entry> numbers(String key) {
    return historyOf(key).flatMap(KeyHistory::numbers);
  }

  private Optional<Entry> find(String key, long atRevision) {
    return historyOf(key).flatMap(
        history -> atRevision == NOW ? history.now() : history.at(atRevision));
  }

  private Optional<KeyHistory> historyOf(String key) {
    if (!key.equals(lastKey)) {
      lastKey = key;
      lastFound = histories.get(key);
    }
    return Optional.ofNullable(lastFound);
  }

  private void checkReadable(long atRevision) {
    if (atRevision == NOW) return;
    if (atRevision < compactionMark) throw new CompactedException(atRevision, compactionMark);
    if (atRevision > revision) throw new FutureRevisionException(atRevision, revision);
  }

  private void checkPossible(List<Operation> operations) {
    if (operations.size() == 1 && !(operations.getFirst() instanceof Operation.Get)) return;
    Set<String> written = new HashSet<>();
    for (Operation operation : operations) {
      if (operation instanceof Operation.Get get) {
        checkReadable(get.atRevision());
      } else if (!written.add(operation.key())) {
        throw new IllegalArgumentException(
            "duplicate key given in txn request: " + operation.key() + ". Write each key once.");
      }
    }
  }
}
