package kube.controlplane.etcd;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/// The versions of one key, each with the one before it. A deletion is a version too: the
/// **tombstone**, with version number 0 and no bytes. Owned by its [MultiVersionStore].
///
/// Most questions are about the newest version, and there it begins to search. There may be a million
/// versions in the store, so each is one small object and the bytes of its value.
final class KeyHistory {

  private static final byte[] NO_BYTES = {};

  /// One version, with the parts of its [Packed] value.
  private static final class Version {
    private final PieceBook book;
    private final byte[] instructions;
    private final long createRevision;
    private final long modRevision;
    private final int version;
    private @Nullable Version before;

    Version(Packed value, long createRevision, long modRevision, long version,
        @Nullable Version before) {
      this.book = value.book();
      this.instructions = value.instructions();
      this.createRevision = createRevision;
      this.modRevision = modRevision;
      this.version = Math.toIntExact(version);
      this.before = before;
    }

    boolean isAlive() {
      return version > 0;
    }

    byte[] value() {
      return new Packed(book, instructions).unpack();
    }

    Version alone(PieceBook copyOfBook) {
      return new Version(new Packed(copyOfBook, instructions), createRevision, modRevision, version,
          null);
    }

    Entry entry(String key, byte[] bytes) {
      return new Entry(key, bytes, createRevision, modRevision, version);
    }
  }

  private final String key;
  private @Nullable Version newest;

  KeyHistory(String key) {
    this.key = key;
  }

  static KeyHistory of(Entry entry, Packed value) {
    KeyHistory history = new KeyHistory(entry.key());
    history.newest = new Version(value, entry.createRevision(), entry.modRevision(),
        entry.version(), null);
    return history;
  }

  /// The key as it is now; empty if it is deleted or was never written.
  Optional<Entry> now() {
    return at(Long.MAX_VALUE);
  }

  /// The key as it was at the revision: the last version written at or before it.
  ///
  /// Nobody else holds the bytes of the entry.
  Optional<Entry> at(long revision) {
    return find(revision).map(version -> version.entry(key, version.value()));
  }

  /// The numbers of the key as it is now, without its value.
  Optional<Entry> numbers() {
    return find(Long.MAX_VALUE).map(version -> version.entry(key, NO_BYTES));
  }

  boolean isAliveAt(long revision) {
    return find(revision).isPresent();
  }

  /// A history of its own that begins with the version at the revision; empty if there is none.
  ///
  /// @param copies gives the copy of a book that the new history is to read
  Optional<KeyHistory> branch(long revision, UnaryOperator<PieceBook> copies) {
    return find(revision).map(version -> {
      KeyHistory branch = new KeyHistory(key);
      branch.newest = version.alone(copies.apply(version.book));
      return branch;
    });
  }

  /// What was written to the key after the revision, by the revision of the change.
  SortedMap<Long, Operation> changesAfter(long revision) {
    SortedMap<Long, Operation> changes = new TreeMap<>();
    for (Version version = newest; version != null
        && version.modRevision > revision; version = version.before) {
      changes.put(version.modRevision, version.isAlive()
          ? new Operation.Put(key, version.value())
          : new Operation.Delete(key));
    }
    return changes;
  }

  private Optional<Version> find(long revision) {
    return Optional.ofNullable(current(revision)).filter(Version::isAlive);
  }

  /// The last version at or before the revision, a tombstone too; null if the key is younger.
  private @Nullable Version current(long revision) {
    Version version = newest;
    while (version != null && version.modRevision > revision) version = version.before;
    return version;
  }

  /// Writes a version and returns its numbers.
  Entry write(Packed value, long revision) {
    Optional<Version> previous = find(Long.MAX_VALUE);
    Version written = new Version(value,
        previous.map(it -> it.createRevision).orElse(revision), revision,
        previous.map(it -> it.version).orElse(0) + 1L, newest);
    newest = written;
    return written.entry(key, NO_BYTES);
  }

  void bury(long revision) {
    newest = new Version(Packed.NOTHING, 0, revision, 0, newest);
  }

  /// Drops what only reads before the mark could see: all versions before the one that was current
  /// at the mark, and that one too if it is a tombstone.
  void forgetBefore(long mark) {
    Version current = current(mark);
    if (current == null) return;
    current.before = null;
    if (current.isAlive()) return;
    if (current == newest) {
      newest = null;
      return;
    }
    Version after = newest;
    while (after != null && after.before != current) after = after.before;
    if (after != null) after.before = null;
  }

  boolean isForgotten() {
    return newest == null;
  }
}
