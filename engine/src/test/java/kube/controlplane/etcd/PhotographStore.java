package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The oracle of the random tests: at every revision it takes a photograph, a copy of the whole map.
///
/// Slow and hungry, but there is little in it that could be wrong.
final class PhotographStore implements RevisionStore {

  private final NavigableMap<Long, NavigableMap<String, Entry>> photographs = new TreeMap<>(
      Map.of(1L, new TreeMap<>()));
  private long compactionMark = 0;

  @Override
  public long put(String key, byte[] value) {
    return transact(List.of(), List.of(new Operation.Put(key, value)), List.of()).revision();
  }

  @Override
  public OptionalLong delete(String key) {
    if (get(key, 0).isEmpty()) return OptionalLong.empty();
    transact(List.of(), List.of(new Operation.Delete(key)), List.of());
    return OptionalLong.of(revision());
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    return Optional.ofNullable(photograph(atRevision).get(key)).map(Entry::copy);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    List<Entry> all = photograph(atRevision).values().stream()
        .filter(it -> it.key().compareTo(fromInclusive) >= 0 && it.key().compareTo(toExclusive) < 0)
        .map(Entry::copy)
        .toList();
    int shown = limit == 0 ? all.size() : Math.min(limit, all.size());
    return new RangeResult(atRevision == 0 ? revision() : atRevision, all.subList(0, shown),
        all.size(), shown < all.size());
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    return range(folder + "/", folder + "0", atRevision, limit);
  }

  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    boolean succeeded = ifAll.stream().allMatch(it -> it.holdsFor(get(it.key(), 0)));
    NavigableMap<String, Entry> draft = new TreeMap<>(photograph(0));
    long next = revision() + 1;
    List<OperationResult> results = new ArrayList<>();
    for (Operation operation : succeeded ? then : otherwise) {
      Optional<Entry> previous = Optional.ofNullable(draft.get(operation.key()));
      results.add(switch (operation) {
        case Operation.Put put -> {
          Entry entry = new Entry(put.key(), put.value().clone(),
              previous.map(Entry::createRevision).orElse(next), next,
              previous.map(Entry::version).orElse(0L) + 1);
          draft.put(put.key(), entry);
          yield new OperationResult.Written(entry, previous);
        }
        case Operation.Delete delete -> {
          draft.remove(delete.key());
          yield new OperationResult.Deleted(delete.key(), previous);
        }
        case Operation.Get get -> new OperationResult.Found(
            get.atRevision() == 0 ? previous : get(get.key(), get.atRevision()));
      });
    }
    if (!draft.equals(photograph(0))) photographs.put(next, draft);
    return new TransactionResult(succeeded, revision(), results);
  }

  @Override
  public void compact(long mark) {
    if (mark <= compactionMark) throw new CompactedException(mark, compactionMark);
    photograph(mark);
    compactionMark = mark;
    photographs.headMap(mark).clear();
  }

  @Override
  public long revision() {
    return photographs.lastKey();
  }

  private NavigableMap<String, Entry> photograph(long revision) {
    if (revision > revision()) throw new FutureRevisionException(revision, revision());
    if (revision != 0 && revision < compactionMark) {
      throw new CompactedException(revision, compactionMark);
    }
    return Objects.requireNonNull(photographs.get(revision == 0 ? revision() : revision));
  }
}
