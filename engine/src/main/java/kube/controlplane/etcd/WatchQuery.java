package kube.controlplane.etcd;

import java.util.Optional;

/// A watch with all that etcd's has: any range of keys, filters, and what each event carries.
///
/// The hub knows prefixes only. This narrows its events on their way to the sink.
///
/// @param fromRevision the first revision to tell; 0 for the next change
/// @param previousValues whether events carry what was there before; a deletion otherwise tells only
///   its key
/// @param progress whether a quiet watcher hears now and then how far the store has come
/// @param puts and `deletions`: whether the watcher wants to hear of them
///
/// **In Kubernetes:**
/// [WatchCreateRequest](https://github.com/etcd-io/etcd/blob/v3.6.0/api/etcdserverpb/rpc.proto)
public record WatchQuery(String fromInclusive, String toExclusive, long fromRevision,
    boolean previousValues, boolean progress, boolean puts, boolean deletions) {

  private static final byte[] NO_VALUE = {};

  /// Everything about one key.
  public static WatchQuery ofKey(String key, long fromRevision) {
    return new WatchQuery(key, key + '\0', fromRevision, true, false, true, true);
  }

  /// Everything about a range of keys.
  public static WatchQuery ofRange(String fromInclusive, String toExclusive, long fromRevision) {
    return new WatchQuery(fromInclusive, toExclusive, fromRevision, true, false, true, true);
  }

  public WatchQuery withoutPreviousValues() {
    return new WatchQuery(fromInclusive, toExclusive, fromRevision, false, progress, puts,
        deletions);
  }

  public WatchQuery withProgress() {
    return new WatchQuery(fromInclusive, toExclusive, fromRevision, previousValues, true, puts,
        deletions);
  }

  /// Leaves out puts, deletions or neither.
  public WatchQuery filtered(boolean wantsPuts, boolean wantsDeletions) {
    return new WatchQuery(fromInclusive, toExclusive, fromRevision, previousValues, progress,
        wantsPuts, wantsDeletions);
  }

  /// The longest beginning that all keys of the range share: what the hub is asked for.
  String commonPrefix() {
    int same = 0;
    int shorter = Math.min(fromInclusive.length(), toExclusive.length());
    while (same < shorter && fromInclusive.charAt(same) == toExclusive.charAt(same)) same++;
    return fromInclusive.substring(0, same);
  }

  /// Hands on what the watcher asked for.
  WatchSink narrow(WatchSink sink) {
    return new WatchSink() {
      @Override
      public void accept(WatchEvent event) {
        choose(event).ifPresent(sink::accept);
      }

      @Override
      public boolean isReady() {
        return sink.isReady();
      }
    };
  }

  private Optional<WatchEvent> choose(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Put put when puts && contains(put.entry().key()) -> Optional.of(
          previousValues ? put : new WatchEvent.Put(put.entry(), Optional.empty()));
      case WatchEvent.Delete delete when deletions && contains(delete.previous().key()) ->
        Optional.of(previousValues
            ? delete
            : new WatchEvent.Delete(delete.revision(), keyOnly(delete)));
      case WatchEvent.Bookmark mark when progress -> Optional.of(mark);
      case WatchEvent.Put _,WatchEvent.Delete _,WatchEvent.Bookmark _ -> Optional.empty();
    };
  }

  private boolean contains(String key) {
    return key.compareTo(fromInclusive) >= 0 && key.compareTo(toExclusive) < 0;
  }

  private static Entry keyOnly(WatchEvent.Delete delete) {
    return new Entry(delete.previous().key(), NO_VALUE, 0, delete.revision(), 0);
  }
}
