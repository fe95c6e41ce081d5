package learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

/// One flat map holds everything that was ever written, ordered by key and then by revision. A read
/// is a step to the left: the last place at or before (key, revision). Every write goes through a
/// transaction.
public final class MyStore implements RevisionStore {

  private record Place(String key, long revision) {}

  private final NavigableMap<Place, Optional<Entry>> log = new TreeMap<>(
      Comparator.comparing(Place::key).thenComparing(Place::revision));
  private long revision = 1;
  private long mark = 0;

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long put(String key, byte[] value) {
    return transact(List.of(), List.of(new Operation.Put(key, value)), List.of()).revision();
  }

  @Override
  public OptionalLong delete(String key) {
    long before = revision;
    long after = transact(List.of(), List.of(new Operation.Delete(key)), List.of()).revision();
    return after > before ? OptionalLong.of(after) : OptionalLong.empty();
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    check(atRevision);
    return at(key, atRevision == 0 ? revision : atRevision);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    check(atRevision);
    long shown = atRevision == 0 ? revision : atRevision;
    List<Entry> entries = new ArrayList<>();
    int total = 0;
    String key = keyAtOrAfter(fromInclusive);
    while (key != null && key.compareTo(toExclusive) < 0) {
      Optional<Entry> entry = at(key, shown);
      if (entry.isPresent()) {
        total++;
        if (limit == 0 || total <= limit) entries.add(entry.get());
      }
      key = keyAtOrAfter(key + '\0');
    }
    return new RangeResult(shown, entries, total, total > entries.size());
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    String prefix = folder + "/";
    char raised = (char) (prefix.charAt(prefix.length() - 1) + 1);
    return range(prefix, prefix.substring(0, prefix.length() - 1) + raised, atRevision, limit);
  }

  @Override
  public TransactionResult transact(
      List<Compare> ifAll, List<Operation> then, List<Operation> otherwise) {
    boolean succeeded = ifAll.stream().allMatch(it -> it.holdsFor(at(it.key(), revision)));
    long next = revision + 1;
    Map<Place, Optional<Entry>> draft = new TreeMap<>(log.comparator());
    List<OperationResult> results = new ArrayList<>();
    for (Operation operation : succeeded ? then : otherwise) {
      Place place = new Place(operation.key(), next);
      Optional<Entry> current = draft.getOrDefault(place, at(operation.key(), revision));
      switch (operation) {
        case Operation.Put put -> {
          Entry entry = new Entry(put.key(), put.value().clone(),
              current.map(Entry::createRevision).orElse(next), next,
              current.map(Entry::version).orElse(0L) + 1);
          draft.put(place, Optional.of(entry));
          results.add(new OperationResult.Written(entry.copy(), current));
        }
        case Operation.Delete delete -> {
          if (current.isPresent()) draft.put(place, Optional.empty());
          results.add(new OperationResult.Deleted(delete.key(), current));
        }
        case Operation.Get get -> results.add(new OperationResult.Found(
            get.atRevision() == 0 ? current.map(Entry::copy) : get(get.key(), get.atRevision())));
      }
    }
    if (!draft.isEmpty()) revision = next; // Nothing can throw any more: the draft becomes true.
    log.putAll(draft);
    return new TransactionResult(succeeded, revision, results);
  }

  @Override
  public void compact(long atRevision) {
    if (atRevision <= mark) throw new CompactedException(atRevision, mark);
    if (atRevision > revision) throw new FutureRevisionException(atRevision, revision);
    mark = atRevision;
    log.entrySet().removeIf(written -> {
      Place place = written.getKey();
      boolean isOld = place.revision() <= mark;
      Place last = log.floorKey(new Place(place.key(), mark));
      return isOld && (!place.equals(last) || written.getValue().isEmpty());
    });
  }

  private Optional<Entry> at(String key, long atRevision) {
    Map.Entry<Place, Optional<Entry>> found = log.floorEntry(new Place(key, atRevision));
    if (found == null || !found.getKey().key().equals(key)) return Optional.empty();
    return found.getValue().map(Entry::copy);
  }

  private String keyAtOrAfter(String key) {
    Place place = log.ceilingKey(new Place(key, 0));
    return place == null ? null : place.key();
  }

  private void check(long atRevision) {
    if (atRevision != 0 && atRevision < mark) throw new CompactedException(atRevision, mark);
    if (atRevision > revision) throw new FutureRevisionException(atRevision, revision);
  }
}
