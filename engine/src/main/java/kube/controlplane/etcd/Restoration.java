package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Brings an empty store to a state of another by what every store understands: transactions.
///
/// Each key is written as often as its version says, first at its create revision and last at its
/// mod revision. A revision whose change nobody remembers is spent on a key of our own, which is
/// deleted at the end; then the past is compacted, for it was never so.
///
/// Revisions cost time here, one transaction each; a real etcd would copy a file.
public final class Restoration {

  private static final String FILLER = "/restoring";
  private static final byte[] NOTHING = {};

  private Restoration() {}

  /// @param revision which the store is to reach
  /// @param entries all that it knows then
  public static void into(RevisionStore store, long revision, List<Entry> entries) {
    if (store.revision() != 1) {
      throw new IllegalStateException("a store that is to be restored begins at revision 1, and not"
          + " at " + store.revision());
    }
    plan(revision, entries).values()
        .forEach(changes -> store.transact(List.of(), changes, List.of()));
    if (revision > 1) store.compact(revision);
  }

  private static NavigableMap<Long, List<Operation>> plan(long revision, List<Entry> entries) {
    NavigableMap<Long, List<Operation>> plan = new TreeMap<>();
    for (long number = 2; number <= revision; number++) plan.put(number, new ArrayList<>());
    for (Entry entry : entries) {
      long last = entry.createRevision() + entry.version() - 1;
      for (long number = entry.createRevision(); number < last; number++) {
        at(plan, number, entry).add(new Operation.Put(entry.key(), NOTHING));
      }
      at(plan, entry.modRevision(), entry).add(new Operation.Put(entry.key(), entry.value()));
    }
    spendTheRest(plan);
    return plan;
  }

  private static List<Operation> at(NavigableMap<Long, List<Operation>> plan, long revision,
      Entry entry) {
    List<Operation> changes = plan.get(revision);
    if (changes == null) {
      throw new IllegalArgumentException("no store can hold " + entry.key() + " of revision "
          + revision + " after " + plan.size() + " changes");
    }
    return changes;
  }

  private static void spendTheRest(NavigableMap<Long, List<Operation>> plan) {
    if (plan.isEmpty()) return;
    List<Operation> last = plan.lastEntry().getValue();
    boolean isFilled = false;
    for (List<Operation> changes : plan.headMap(plan.lastKey()).values()) {
      if (!changes.isEmpty()) continue;
      changes.add(new Operation.Put(FILLER, NOTHING));
      isFilled = true;
    }
    var before = plan.lowerEntry(plan.lastKey());
    if (last.isEmpty() && !isFilled && before != null) {
      before.getValue().add(new Operation.Put(FILLER, NOTHING));
      isFilled = true;
    }
    if (isFilled) last.add(new Operation.Delete(FILLER));
  }
}
