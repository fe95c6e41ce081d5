package kube.controlplane.etcd;

import java.util.Optional;

/// One piece of news for a watcher.
///
/// **In Kubernetes:** the API server turns these into `ADDED`, `MODIFIED`, `DELETED` and `BOOKMARK`.
public sealed interface WatchEvent {

  /// The revision of the change. A watcher that has seen it goes on from the next one.
  long revision();

  /// The key was written; without a previous entry it is new.
  record Put(Entry entry, Optional<Entry> previous) implements WatchEvent {

    @Override
    public long revision() {
      return entry.modRevision();
    }
  }

  /// The key was deleted at the revision; `previous` is the last it held.
  record Delete(long revision, Entry previous) implements WatchEvent {}

  /// Nothing happened to the watched keys up to and including this revision.
  record Bookmark(long revision) implements WatchEvent {}
}
