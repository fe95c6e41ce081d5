package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.WatchSink;

/// Tells watchers what changed.
///
/// There is one history for all, and each watcher has a mark in it: the next revision that it has
/// to look at. Replay and live delivery are the same walk along the history, so there is no seam
/// between them that could tear.
public class MyWatchHub implements WatchHub {
  private static final int MOST_EVENTS = 10_000;
  private static final int QUIET_REVISIONS = 100;

  private final NavigableMap<Long, List<WatchEvent>> history = new TreeMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private int events;
  private long oldest;
  private long newest;

  @Override
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    Watcher watcher = new Watcher(prefix, fromRevision == 0 ? newest + 1 : fromRevision, sink);
    watchers.add(watcher);
    watcher.endIfBefore(oldest, Watch.State.COMPACTED);
    return watcher;
  }

  @Override
  public void onCommit(long revision, List<WatchEvent> changes) {
    history.put(revision, List.copyOf(changes));
    newest = revision;
    events += changes.size();
    while (events > MOST_EVENTS) forgetBefore(history.firstKey() + 1, Watch.State.TOO_SLOW);
  }

  @Override
  public void onCompact(long revision) {
    newest = Math.max(newest, revision - 1);
    forgetBefore(revision, Watch.State.COMPACTED);
  }

  private void forgetBefore(long revision, Watch.State reason) {
    oldest = Math.max(oldest, revision);
    while (!history.isEmpty() && history.firstKey() < revision) {
      events -= history.pollFirstEntry().getValue().size();
    }
    watchers.forEach(watcher -> watcher.endIfBefore(revision, reason));
  }

  @Override
  public void pump() {
    boolean someoneHeard = true;
    while (someoneHeard) { // Who hears something may write, and then there is more to hear.
      someoneHeard = false;
      for (Watcher watcher : List.copyOf(watchers)) someoneHeard |= watcher.catchUp();
    }
    watchers.removeIf(watcher -> watcher.state != Watch.State.ACTIVE);
  }

  private final class Watcher implements Watch {
    private final String prefix;
    private final WatchSink sink;
    private long next;
    private long lastTold;
    private State state = State.ACTIVE;

    Watcher(String prefix, long next, WatchSink sink) {
      this.prefix = prefix;
      this.next = next;
      this.lastTold = next - 1;
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

    private void endIfBefore(long revision, State reason) {
      if (next < revision) end(reason);
    }

    private void end(State reason) {
      if (state == State.ACTIVE) state = reason;
    }

    /// Goes along the history, one revision after the other; says whether it heard anything.
    boolean catchUp() {
      long before = lastTold;
      while (state == State.ACTIVE) {
        Map.Entry<Long, List<WatchEvent>> commit = history.ceilingEntry(next);
        if (commit == null) break;
        List<WatchEvent> news = commit.getValue().stream().filter(this::isWatched).toList();
        if (!news.isEmpty() && !sink.isReady()) return lastTold > before;
        next = commit.getKey() + 1;
        news.forEach(this::tell);
      }
      if (newest - lastTold >= QUIET_REVISIONS && sink.isReady()) {
        tell(new WatchEvent.Bookmark(newest));
      }
      return lastTold > before;
    }

    private boolean isWatched(WatchEvent event) {
      return switch (event) {
        case WatchEvent.Put put -> put.entry().key().startsWith(prefix);
        case WatchEvent.Delete delete -> delete.previous().key().startsWith(prefix);
        case WatchEvent.Bookmark _ -> false;
      };
    }

    /// A sink that throws has lost its place, so its watch ends.
    private void tell(WatchEvent event) {
      if (state != State.ACTIVE) return;
      lastTold = event.revision();
      try {
        sink.accept(event);
      } catch (RuntimeException failure) {
        end(State.CANCELLED);
      }
    }
  }
}
