package learner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.WatchSink;

/// Another way: each watcher has a queue of its own. The past goes into it at once when the watch
/// begins, the present as it is committed.
public final class MyWatchHub implements WatchHub {

  /// What one revision changed.
  private record Commit(long revision, List<WatchEvent> events) {}

  private final Deque<Commit> past = new ArrayDeque<>();
  private final List<Listener> listeners = new ArrayList<>();
  private int size;
  private long oldest;
  private long newest;

  @Override
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    Listener listener = new Listener(prefix, sink, fromRevision == 0 ? newest + 1 : fromRevision);
    if (listener.from < oldest) {
      listener.state = Watch.State.COMPACTED;
    } else {
      past.forEach(listener::queue);
      listeners.add(listener);
    }
    return listener;
  }

  @Override
  public void onCommit(long revision, List<WatchEvent> events) {
    Commit commit = new Commit(revision, List.copyOf(events));
    newest = revision;
    past.addLast(commit);
    size += events.size();
    listeners.forEach(listener -> listener.queue(commit));
    while (size > 10_000) forget(past.getFirst().revision() + 1, Watch.State.TOO_SLOW);
  }

  @Override
  public void onCompact(long revision) {
    newest = Math.max(newest, revision - 1);
    forget(revision, Watch.State.COMPACTED);
  }

  private void forget(long before, Watch.State reason) {
    oldest = Math.max(oldest, before);
    while (!past.isEmpty() && past.getFirst().revision() < before) {
      size -= past.removeFirst().events().size();
    }
    for (Listener listener : listeners) {
      if (!listener.waiting.isEmpty() && listener.waiting.getFirst().revision() < before) {
        listener.finish(reason);
      }
    }
  }

  @Override
  public void pump() {
    boolean again;
    do {
      again = false;
      for (int i = 0; i < listeners.size(); i++) {
        while (listeners.get(i).isReadyForMore()) {
          listeners.get(i).hearOneRevision();
          again = true;
        }
        listeners.get(i).bookmark();
      }
    } while (again);
    listeners.removeIf(listener -> listener.state() != Watch.State.ACTIVE);
  }

  private final class Listener implements Watch {
    private final String prefix;
    private final WatchSink sink;
    private final long from;
    private final Deque<Commit> waiting = new ArrayDeque<>();
    private long heardUpTo;
    private State state = State.ACTIVE;

    Listener(String prefix, WatchSink sink, long from) {
      this.prefix = prefix;
      this.sink = sink;
      this.from = from;
      this.heardUpTo = from - 1;
    }

    void queue(Commit commit) {
      List<WatchEvent> own = commit.events().stream().filter(event -> key(event).startsWith(prefix))
          .toList();
      if (commit.revision() >= from && !own.isEmpty()) {
        waiting.addLast(new Commit(commit.revision(), own));
      }
    }

    boolean isReadyForMore() {
      return state == State.ACTIVE && !waiting.isEmpty() && sink.isReady();
    }

    void hearOneRevision() {
      Commit commit = waiting.removeFirst();
      for (WatchEvent event : commit.events()) hear(event);
      heardUpTo = commit.revision();
    }

    void bookmark() {
      if (waiting.isEmpty() && newest - heardUpTo >= 100 && sink.isReady()) {
        hear(new WatchEvent.Bookmark(newest));
        heardUpTo = newest;
      }
    }

    private void hear(WatchEvent event) {
      if (state != State.ACTIVE) return;
      try {
        sink.accept(event);
      } catch (RuntimeException bug) {
        finish(State.CANCELLED);
      }
    }

    void finish(State reason) {
      if (state == State.ACTIVE) state = reason;
    }

    @Override
    public void cancel() {
      finish(State.CANCELLED);
    }

    @Override
    public State state() {
      return state;
    }
  }

  private static String key(WatchEvent event) {
    return event instanceof WatchEvent.Put put
        ? put.entry().key()
        : event instanceof WatchEvent.Delete delete ? delete.previous().key() : "";
  }
}
