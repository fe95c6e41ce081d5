package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The versions of one key, oldest first. A deletion is a version too: the **tombstone**, with
/// version number 0 and no bytes. Owned by its [MultiVersionStore].
final class KeyHistory {

  private static final byte[] NO_BYTES = {};

  private final String key;
  private final List<Entry> versions = new ArrayList<>(1);

  KeyHistory(String key) {
    this.key = key;
  }

  static KeyHistory of(Entry entry) {
    KeyHistory history = new KeyHistory(entry.key());
    history.versions.add(entry);
    return history;
  }

  /// The key as it is now; empty if it is deleted or was never written.
  Optional<Entry> now() {
    return at(Long.MAX_VALUE);
  }

  /// The key as it was at the revision: the last version written at or before it.
  Optional<Entry> at(long revision) {
    int index = lastAtOrBefore(revision);
    return index < 0 ? Optional.empty() : Optional.of(versions.get(index)).filter(this::isAlive);
  }

  Entry write(byte[] value, long revision) {
    Optional<Entry> previous = now();
    Entry entry = new Entry(key, value,
        previous.map(Entry::createRevision).orElse(revision), revision,
        previous.map(Entry::version).orElse(0L) + 1);
    versions.add(entry);
    return entry;
  }

  void bury(long revision) {
    versions.add(new Entry(key, NO_BYTES, 0, revision, 0));
  }

  /// Drops what only reads before the mark could see: all versions before the one that was current
  /// at the mark, and that one too if it is a tombstone.
  void forgetBefore(long mark) {
    int current = lastAtOrBefore(mark);
    if (current < 0) return;
    int firstKept = isAlive(versions.get(current)) ? current : current + 1;
    versions.subList(0, firstKept).clear();
  }

  boolean isForgotten() {
    return versions.isEmpty();
  }

  private boolean isAlive(Entry entry) {
    return entry.version() > 0;
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
