package kube.controlplane.etcd.mirror;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import kube.controlplane.etcd.Chronicle;
import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.TransactionResult;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// Our store, and in front of it somebody else's if there is one.
///
/// Theirs begins with a copy of what ours knows, and then gets every question that ours gets. Its
/// answer is the answer, and it is compared: a store that errs in a single byte, revision or count
/// is sent away at once. Ours has made every change before theirs, so all that was acknowledged
/// stays readable, at every revision since the last compaction.
///
/// Owned by the loop.
public final class MirroredStore implements RevisionStore {

  private static final String FIRST = "";
  private static final String BEYOND = "\uffff";

  private final RevisionStore ours;
  private @Nullable Part<RevisionStore> theirs;

  public MirroredStore(RevisionStore ours) {
    this.ours = ours;
  }

  /// Lets another store stand in front of ours, as soon as it knows what ours knows; ours alone when
  /// nobody else's is there.
  public void putInFront(Part<RevisionStore> part) {
    theirs = null;
    if (!part.isForeign()) return;
    copy(past("copied"), part);
    if (part.isForeign()) theirs = part;
  }

  private Chronicle past(String wish) {
    if (ours instanceof Chronicle past) return past;
    throw new IllegalStateException("a store without a chronicle cannot be " + wish);
  }

  private void copy(Chronicle past, Part<RevisionStore> part) {
    long mark = Math.max(1, past.compactionMark());
    List<Entry> then = mark == 1 ? List.of() : ours.range(FIRST, BEYOND, mark, 0).entries();
    long begin = part.ask(store -> {
      store.restore(mark, then);
      return store.revision();
    }, reached -> wrong("restore", mark, reached), () -> mark);
    for (Map.Entry<Long, List<Operation>> change : past.changesAfter(begin).entrySet()) {
      if (!part.isForeign()) return;
      long _ = part.ask(store -> store.transact(List.of(), change.getValue(), List.of())
          .revision(), reached -> wrong("repeat a change", change.getKey(), reached), () -> begin);
    }
    Shape now = Shape.of(ours.range(FIRST, BEYOND, 0, 0));
    RangeResult _ = part.ask(store -> store.range(FIRST, BEYOND, 0, 0),
        answer -> now.lieIn("show what it restored", Shape.of(answer)),
        () -> ours.range(FIRST, BEYOND, 0, 0));
  }

  private static Optional<String> wrong(String question, long right, long answer) {
    return right == answer
        ? Optional.empty()
        : Optional.of("asked to " + question + " it came to revision " + answer + " where " + right
            + " is right");
  }

  /// A store that begins with what ours knew at the revision.
  public MultiVersionStore branch(long revision) {
    return past("branched off").branch(revision);
  }

  /// Asks both. What ours refuses, theirs has to refuse for the same reason.
  private <R> R both(String question, Part<RevisionStore> part, Function<RevisionStore, R> asked,
      Function<R, Shape> shape) {
    R right;
    try {
      right = asked.apply(ours);
    } catch (CompactedException | FutureRevisionException refusal) {
      String reason = refusal.getClass().getSimpleName();
      String _ = part.ask(store -> refusalOf(store, asked), said -> said.equals(reason)
          ? Optional.empty()
          : Optional.of("asked to " + question + " it answered " + said + " where " + reason
              + " is right"),
          () -> reason);
      leaveIfSent(part);
      throw refusal;
    }
    R answer = part.ask(asked,
        given -> shape.apply(right).lieIn(question, shape.apply(given)), () -> right);
    leaveIfSent(part);
    return answer;
  }

  private static String refusalOf(RevisionStore store, Function<RevisionStore, ?> asked) {
    try {
      Object _ = asked.apply(store);
      return "as if it knew";
    } catch (CompactedException | FutureRevisionException refusal) {
      return refusal.getClass().getSimpleName();
    }
  }

  private void leaveIfSent(Part<RevisionStore> part) {
    if (!part.isForeign()) theirs = null;
  }

  private static Shape number(long number) {
    return new Shape(List.of("revision " + number));
  }

  @Override
  public long put(String key, byte[] value) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.put(key, value)
        : both("put " + key, part, store -> store.put(key, value.clone()), MirroredStore::number);
  }

  @Override
  public OptionalLong delete(String key) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.delete(key)
        : both("delete " + key, part, store -> store.delete(key), done -> number(done.orElse(0)));
  }

  @Override
  public Optional<Entry> get(String key, long atRevision) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.get(key, atRevision)
        : both("get " + key, part, store -> store.get(key, atRevision), Shape::of);
  }

  @Override
  public RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.range(fromInclusive, toExclusive, atRevision, limit)
        : both("range from " + fromInclusive, part,
            store -> store.range(fromInclusive, toExclusive, atRevision, limit), Shape::of);
  }

  @Override
  public RangeResult list(String folder, long atRevision, int limit) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.list(folder, atRevision, limit)
        : both("list " + folder, part, store -> store.list(folder, atRevision, limit), Shape::of);
  }

  @Override
  public TransactionResult transact(List<Compare> ifAll, List<Operation> then,
      List<Operation> otherwise) {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.transact(ifAll, then, otherwise)
        : both("transact", part, store -> store.transact(ifAll, copies(then), copies(otherwise)),
            Shape::of);
  }

  private static List<Operation> copies(List<Operation> operations) {
    return operations.stream()
        .<Operation>map(operation -> operation instanceof Operation.Put(String key, byte[] value)
            ? new Operation.Put(key, value.clone())
            : operation)
        .toList();
  }

  @Override
  public void compact(long revision) {
    Part<RevisionStore> part = theirs;
    if (part == null) {
      ours.compact(revision);
    } else {
      boolean _ = both("compact", part, store -> {
        store.compact(revision);
        return true;
      }, done -> new Shape(List.of(done)));
    }
  }

  @Override
  public long revision() {
    Part<RevisionStore> part = theirs;
    return part == null
        ? ours.revision()
        : both("tell its revision", part, RevisionStore::revision, MirroredStore::number);
  }
}
