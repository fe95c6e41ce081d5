package kube.controlplane.etcd;

import java.util.List;

/// Tells watchers what changed: first the past they ask for, then the present, without a gap and
/// without telling anything twice.
///
/// This is the slot `etcd.watch`: [BufferedWatchHub] fills it until your answer to exercise X04
/// does. [Etcd] calls it.
///
/// **Models** prefix watches from any remembered revision, bookmarks, and watchers that are slow,
/// that throw, that cancel or that write again from inside their sink.
///
/// **Leaves out** filters other than the prefix, because the API server filters by label and field
/// itself.
///
/// **In Kubernetes:** [watch API](https://etcd.io/docs/v3.6/learning/api/#watch-api) ·
/// [watchable_store.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/storage/mvcc/watchable_store.go)
public interface WatchHub {

  /// Begins a watch on all keys with this prefix: from the revision on, the revision included, or
  /// from the next change on if it is 0. The sink hears nothing before the next [#pump].
  /// A start that is compacted gives a watch that is [Watch.State#COMPACTED] from the beginning.
  Watch watch(String prefix, long fromRevision, WatchSink sink);

  /// Takes note of one revision with all its events. The store calls this in revision order; no sink
  /// is called from here, so a watcher cannot hold up a write.
  void onCommit(long revision, List<WatchEvent> events);

  /// Forgets all events before the revision.
  void onCompact(long revision);

  /// Delivers what is due. A pump never ends in the middle of a revision.
  void pump();
}
