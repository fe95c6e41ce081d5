package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The versions of one key, oldest first. A deletion is a version too: the **tombstone**, with
/// version number 0 and no bytes. Owned by its [MultiVersionStore].
final class KeyHistory {

  private static final byte[] NO_BYTES = {};

  /// One version, packed.
  private record Version(Packed value, long createRevision, long modRevision, long version) {

    boolean isAlive() {
      return version > 0;
    }

    Entry entry(String key, byte[] bytes) {
      return new Entry(key, bytes, createRevision, modRevision, version);
    }
  }

  private final String key;

  /// Mostly there is one, in the smallest of lists; the list grows when a second one comes.
  private List<Version> versions = List.of();

  KeyHistory(String key) {
    this.key = key;
  }

  static KeyHistory of(Entry entry, Packed value) {
    KeyHistory history = new KeyHistory(entry.key());
    history.add(new Version(value, entry.createRevision(), entry.modRevision(), entry.version()));
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
    return find(revision).map(version -> version.entry(key, version.value().unpack()));
  }

  /// The numbers of the key as it is now, without its value.
  Optional<Entry> numbers() {
    return find(Long.MAX_VALUE).map(version -> version.entry(key, NO_BYTES));
  }

  boolean isAliveAt(long revision) {
    return find(revision).isPresent();
  }

  /// What was written to the key after the revision, by the revision of the change.
  SortedMap<Long, Operation> changesAfter(long revision) {
    SortedMap<Long, Operation> changes = new TreeMap<>();
    for (int index = lastAtOrBefore(revision) + 1; index < versions.size(); index++) {
      Version version = versions.get(index);
      changes.put(version.modRevision(), version.isAlive()
          ? new Operation.Put(key, version.value().unpack())
          : new Operation.Delete(key));
    }
    return changes;
  }

  private Optional<Version> find(long revision) {
    int index = lastAtOrBefore(revision);
    return index < 0
        ? Optional.empty()
        : Optional.of(versions.get(index)).filter(Version::isAlive);
  }

  /// Writes a version and returns its numbers.
  Entry write(Packed value, long revision) {
    Optional<Version> previous = find(Long.MAX_VALUE);
    Version version = new Version(value,
        previous.map(Version::createRevision).orElse(revision), revision,
        previous.map(Version::version).orElse(0L) + 1);
    add(version);
    return version.entry(key, NO_BYTES);
  }

  private void add(Version version) {
    if (versions.isEmpty()) {
      versions = List.of(version);
    } else {
      if (versions.size() == 1) versions = new ArrayList<>(versions);
      versions.add(version);
    }
  }

  void bury(long revision) {
    add(new Version(Packed.NOTHING, 0, revision, 0));
  }

  /// Drops what only reads before the mark could see: all versions before the one that was current
  /// at the mark, and that one too if it is a tombstone.
  void forgetBefore(long mark) {
    int current = lastAtOrBefore(mark);
    if (current < 0) return;
    int firstKept = versions.get(current).isAlive() ? current : current + 1;
    if (firstKept == 0) return;
    List<Version> kept = versions.subList(firstKept, versions.size());
    versions = kept.size() > 1 ? new ArrayList<>(kept) : List.copyOf(kept);
  }

  boolean isForgotten() {
    return versions.isEmpty();
  }

  /// Binary search; -1 if the key is younger than the revision.
  private int lastAtOrBefore(long revision) {
    int last = versions.size() - 1;
    if (last < 0 || versions.get(last).modRevision() <= revision) return last;
    int low = 0;
    int high = last - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (versions.get(middle).modRevision() <= revision) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
