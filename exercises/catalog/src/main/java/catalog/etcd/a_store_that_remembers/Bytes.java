package catalog.etcd.a_store_that_remembers;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.RevisionStore;

/// Text in, text out: what the checks say instead of byte arrays.
final class Bytes {
  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static long put(RevisionStore store, String key, String text) {
    return store.put(key, of(text));
  }

  /// Writes the key until the store stands at the revision; each value names its revision.
  static void putUntil(RevisionStore store, String key, long revision) {
    for (long next = store.revision() + 1; next <= revision; next++) {
      put(store, key, "at " + next);
    }
  }

  /// An entry for a sentence: `"one"`, or `nothing`.
  static String quoted(Optional<Entry> entry) {
    return entry.map(present -> '"' + present.text() + '"').orElse("nothing");
  }
}
