package catalog.etcd.watch_hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;

/// A store that is just good enough: it numbers what changes, and tells the hub.
final class Ledger {
  private final WatchHub hub;
  private final Map<String, Entry> present = new TreeMap<>();
  private long revision = 1;

  /// An empty store stands at 1: what a watch can hear of begins with 2.
  Ledger(WatchHub hub) {
    this.hub = hub;
    hub.onCompact(revision + 1);
  }

  long revision() {
    return revision;
  }

  /// Writes these keys, all at one revision; a key after a minus is deleted.
  long commit(String... changes) {
    revision++;
    List<WatchEvent> events = new ArrayList<>();
    for (String change : changes) {
      if (change.startsWith("-")) {
        Entry last = present.remove(change.substring(1));
        if (last != null) events.add(new WatchEvent.Delete(revision, last));
      } else {
        events.add(put(change));
      }
    }
    hub.onCommit(revision, events);
    return revision;
  }

  private WatchEvent put(String key) {
    Optional<Entry> previous = Optional.ofNullable(present.get(key));
    byte[] value = ("at " + revision).getBytes(StandardCharsets.UTF_8);
    Entry entry = new Entry(key, value, previous.map(Entry::createRevision).orElse(revision),
        revision, previous.map(Entry::version).orElse(0L) + 1);
    present.put(key, entry);
    return new WatchEvent.Put(entry, previous);
  }

  /// Whether this key is there now.
  boolean has(String key) {
    return present.containsKey(key);
  }

  /// Writes one key again and again, until the store stands at this revision.
  Ledger until(long last, String key) {
    while (revision < last) commit(key);
    return this;
  }
}
