package kube.controlplane.etcd;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A sorted map that numbers its changes and remembers the old values.
///
/// This is the slot `etcd.store`: [MultiVersionStore] fills it until your answer to exercise X03
/// does. [Etcd] is the only caller.
///
/// **Models** one flat key space, sorted by key. An empty store is at revision 1, and each commit
/// that changes something moves the *whole store* to the next revision. A revision of 0 in a
/// request means "now". Bytes that go in or come out are copies: whoever holds them may change them.
///
/// **Leaves out** ranges inside a transaction and comparing values, because the API server never
/// asks for them.
///
/// **In Kubernetes:** [data model](https://etcd.io/docs/v3.6/learning/data_model/) ·
/// [kv.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/storage/mvcc/kv.go)
public interface RevisionStore {

  /// Stores the value and returns the revision of this change.
  long put(String key, byte[] value);

  /// Deletes the key and returns the revision of this change.
  /// An absent key gives empty and uses no revision.
  OptionalLong delete(String key);

  /// Returns the entry as it was at the revision; empty if the key did not exist then.
  ///
  /// @throws CompactedException if the revision lies before the compaction mark
  /// @throws FutureRevisionException if the store has not reached the revision yet
  Optional<Entry> get(String key, long atRevision)
      throws CompactedException, FutureRevisionException;

  /// Returns the entries of `fromInclusive <= key < toExclusive`, sorted by key, at most `limit` of
  /// them (0 = all). Throws as [#get] does.
  RangeResult range(String fromInclusive, String toExclusive, long atRevision, int limit)
      throws CompactedException, FutureRevisionException;

  /// Returns the entries below a folder: `/pods/a` holds `/pods/a/web`, but neither `/pods/ab` nor
  /// `/pods/a` itself. It is a range like any other, for the store itself knows no folders.
  RangeResult list(String folder, long atRevision, int limit)
      throws CompactedException, FutureRevisionException;

  /// If every compare holds, performs `then`, else `otherwise`: all operations of the list or, when
  /// one of them throws, none.
  ///
  /// All changes share one revision; a transaction that changes nothing uses none. Operations run in
  /// order, and a read at revision 0 sees the writes before it. A key may be written once.
  TransactionResult transact(List<Compare> ifAll, List<Operation> then, List<Operation> otherwise)
      throws CompactedException, FutureRevisionException;

  /// Forgets what only reads before the revision could see. The revision itself stays readable.
  ///
  /// @throws CompactedException if the store is already compacted at this revision or later
  /// @throws FutureRevisionException if the store has not reached the revision yet
  void compact(long revision) throws CompactedException, FutureRevisionException;

  /// Returns the revision of the newest change.
  long revision();

  /// Takes over, empty as it is, what another store knew at the revision, and nothing of its past.
  ///
  /// There is nothing to write here: this asks for it in transactions. A store that knows a shorter
  /// way may take it.
  default void restore(long revision, List<Entry> entries) {
    Restoration.into(this, revision, entries);
  }
}
