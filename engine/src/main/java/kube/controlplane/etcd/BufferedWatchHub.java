package kube.controlplane.etcd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The hub of the reference cluster: one shared history, and for each watcher a mark in it.
///
/// The mark, `nextRevision`, is all there is to replay, live delivery and the seam between them:
/// a pump gives each watcher what lies at or after its mark, then moves the mark. A watcher that
/// just began to replay and one that is up to date differ only in where their mark stands.
///
/// History is limited to [#HISTORY_EVENTS] events. A watcher whose mark falls off the old end is cut
/// off as [Watch.State#TOO_SLOW], so one sleeper cannot eat the memory of all.
///
/// Owned by the loop; no field here is ever touched from elsewhere.
///
/// **Models** and **Leaves out** what [WatchHub] says.
///
/// **In Kubernetes:** etcd keeps "synced" and "unsynced" watchers apart and replays from its store
/// ([watchable_store.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/storage/mvcc/watchable_store.go));
/// the API server's watch cache is a bounded history like ours
/// ([watch_cache.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go)).
public final class BufferedWatchHub implements WatchHub {

  /// How many events the hub remembers for replay and for slow watchers.
  public static final int HISTORY_EVENTS = 10_000;

  /// After how many revisions without news a watcher gets a bookmark.
  public static final int BOOKMARK_AFTER_REVISIONS = 100;

  private final int historyLimit;
  private final int bookmarkAfter;

  private final NavigableMap<Long, List<WatchEvent>> history = new TreeMap<>();

  /// The revision of the newest event in each folder: of sixty watchers, one for each kind, two mostly
  /// have news.
  private final Map<String, Long> newestIn = new HashMap<>();
  private int eventsInHistory = 0;
  private long oldestRevision = 0;
  private long newestRevision = 0;

  private final List<Watcher> watchers = new ArrayList<>();
  private boolean pumping = false;

  public BufferedWatchHub() {
    this(HISTORY_EVENTS, BOOKMARK_AFTER_REVISIONS);
  }

  public BufferedWatchHub(int historyLimit, int bookmarkAfter) {
    this.historyLimit = historyLimit;
    this.bookmarkAfter = bookmarkAfter;
  }

  @Override
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    long next = fromRevision == 0 ? newestRevision + 1 : fromRevision;
    Watcher watcher = new Watcher(new Prefix(prefix), next, sink);
    if (next < oldestRevision) {
      watcher.state = Watch.State.COMPACTED;
    } else {
      watchers.add(watcher);
    }
    return watcher;
  }

  @Override
  public void onCommit(long revision, List<WatchEvent> events) {
    history.put(revision, List.copyOf(events));
    newestRevision = revision;
    for (WatchEvent event : events) {
      keyOf(event).ifPresent(key -> newestIn.put(Prefix.folderOf(key), revision));
    }
    eventsInHistory += events.size();
    while (eventsInHistory > historyLimit && history.size() > 1) {
      forgetBefore(history.firstKey() + 1, Watch.State.TOO_SLOW);
    }
  }

  @Override
  public void onCompact(long revision) {
    newestRevision = Math.max(newestRevision, revision - 1);
    forgetBefore(revision, Watch.State.COMPACTED);
  }

  /// Tells another hub what this one remembers, so that it can replay as much of the past.
  public void retell(WatchHub other) {
    if (oldestRevision > 0) other.onCompact(oldestRevision);
    history.forEach(other::onCommit);
  }

  /// Where a watch of this hub stands: the next revision that it has to look at.
  public long nextRevision(Watch watch) {
    return watchers.stream().filter(watcher -> watcher.equals(watch))
        .mapToLong(watcher -> watcher.nextRevision).findFirst().orElse(newestRevision + 1);
  }

  /// A sink may write, watch, cancel and even pump; what it starts is delivered by the pump that
  /// runs already.
  @Override
  public void pump() {
    if (pumping) return;
    pumping = true;
    try {
      pumpAll();
    } finally {
      pumping = false;
      watchers.removeIf(watcher -> watcher.state != Watch.State.ACTIVE);
    }
  }

  private void pumpAll() {
    List<SinkFailedException> failures = new ArrayList<>();
    for (int index = 0; index < watchers.size(); index++) { // A sink may add watchers.
      try {
        watchers.get(index).catchUp();
      } catch (SinkFailedException failure) {
        failures.add(failure);
      }
    }
    if (failures.isEmpty()) return;
    SinkFailedException first = failures.removeFirst();
    failures.forEach(first::addSuppressed);
    throw first;
  }

  private void forgetBefore(long revision, Watch.State reason) {
    if (revision <= oldestRevision) return;
    oldestRevision = revision;
    while (!history.isEmpty() && history.firstKey() < revision) {
      eventsInHistory -= history.pollFirstEntry().getValue().size();
    }
    for (Watcher watcher : watchers) {
      if (watcher.nextRevision < revision) watcher.end(reason);
    }
  }

  private static Optional<String> keyOf(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Put put -> Optional.of(put.entry().key());
      case WatchEvent.Delete delete -> Optional.of(delete.previous().key());
      case WatchEvent.Bookmark _ -> Optional.empty();
    };
  }

  private final class Watcher implements Watch {

    private final Prefix prefix;
    private final String folder;
    private final WatchSink sink;
    private long nextRevision;
    private long lastTold;
    private State state = State.ACTIVE;

    Watcher(Prefix prefix, long nextRevision, WatchSink sink) {
      this.prefix = prefix;
      this.folder = Prefix.folderOf(prefix.text());
      this.nextRevision = nextRevision;
      this.lastTold = nextRevision - 1;
      this.sink = sink;
    }

    @Override
    public void cancel() {
      end(State.CANCELLED);
    }

    @Override
    public State state() {
      return state;
    }

    void end(State reason) {
      if (state == State.ACTIVE) state = reason;
    }

    /// Goes revision by revision to the end of history, which may grow while we go.
    void catchUp() {
      if (!mayHaveNews()) nextRevision = Math.max(nextRevision, newestRevision + 1);
      while (state == State.ACTIVE) {
        Map.Entry<Long, List<WatchEvent>> commit = history.ceilingEntry(nextRevision);
        if (commit == null) break;
        boolean hasNews = isWatched(commit.getValue());
        if (hasNews && !sink.isReady()) return;
        nextRevision = commit.getKey() + 1;
        if (hasNews) commit.getValue().stream().filter(this::isWatched).forEach(this::tell);
      }
      if (newestRevision - lastTold >= bookmarkAfter && sink.isReady()) {
        tell(new WatchEvent.Bookmark(newestRevision));
      }
    }

    private boolean mayHaveNews() {
      return folder.isEmpty() || newestIn.getOrDefault(folder, 0L) >= nextRevision;
    }

    private boolean isWatched(List<WatchEvent> events) {
      for (WatchEvent event : events) {
        if (isWatched(event)) return true;
      }
      return false;
    }

    private boolean isWatched(WatchEvent event) {
      return keyOf(event).filter(prefix::contains).isPresent();
    }

    /// A sink that throws has lost its place, so its watch ends; the others go on.
    private void tell(WatchEvent event) {
      if (state != State.ACTIVE) return;
      lastTold = event.revision();
      try {
        sink.accept(event);
      } catch (RuntimeException failure) {
        end(State.CANCELLED);
        throw new SinkFailedException(prefix.text(), event, failure);
      }
    }
  }
}
