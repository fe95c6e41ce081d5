package kube.controlplane.apiserver.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.machine.Actor;

/// All open watches, kind by kind ([WatchCache]), and the pump that keeps them up to date.
///
/// A write only says that there is news; the news goes out in an event of its own, so that a
/// watcher that writes again cannot reach back into the write that woke it.
///
/// Owned by the loop.
public final class WatchStreams {

  private static final Duration BETWEEN_BOOKMARKS = Duration.ofMinutes(1);
  private static final Duration BEFORE_THE_END = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMinutes(30);

  private final Actor actor;
  private final Etcd etcd;
  private final Registry registry;
  private final SortedMap<String, WatchCache> caches = new TreeMap<>();
  private final SortedMap<Long, WatchStream> due = new TreeMap<>();
  private long opened;
  private int open;
  private boolean pumpPosted;
  private int ended;

  public WatchStreams(Actor actor, Etcd etcd, Registry registry) {
    this.actor = actor;
    this.etcd = etcd;
    this.registry = registry;
  }

  /// When a stream hears from the server although nothing happens.
  ///
  /// @param timeout when its client wants it to end
  /// @param endsAnyway whether it ends after 30 to 60 minutes when the client says nothing
  /// @param bookmarks whether it learns every minute, and before its end, how far it has seen
  public record Rhythm(Optional<Duration> timeout, boolean endsAnyway, boolean bookmarks) {}

  /// Opens a watch that goes by the rhythm.
  public WatchHandle open(WatchStream.Wish wish, Rhythm rhythm, WatchSink sink) {
    WatchStream stream = new WatchStream(registry, ++opened, wish, sink, this::leave);
    caches.computeIfAbsent(wish.kind().plural(), _ -> new WatchCache(registry, wish.kind(),
        wish.fromRevision(), this::isDue)).join(stream);
    open++;
    actor.post(stream::begin);
    Optional<Instant> end = rhythm.timeout()
        .or(() -> rhythm.endsAnyway() ? Optional.of(someTime()) : Optional.empty())
        .map(duration -> actor.now().plus(duration));
    end.ifPresent(moment -> stream.timed(actor.after(Duration.between(actor.now(), moment),
        stream::end)));
    if (rhythm.bookmarks()) bookmarkLater(stream, end);
    pumpSoon();
    return stream;
  }

  /// Ends the herd of all clients that came at once one after the other.
  private Duration someTime() {
    return actor.randomness().branch("watch " + ended++).between(SHORTEST,
        SHORTEST.multipliedBy(2));
  }

  private void bookmarkLater(WatchStream stream, Optional<Instant> end) {
    Duration pause = BETWEEN_BOOKMARKS;
    if (end.isPresent()) {
      Duration left = Duration.between(actor.now(), end.get()).minus(BEFORE_THE_END);
      if (!left.isPositive()) return;
      if (left.compareTo(pause) < 0) pause = left;
    }
    stream.bookmarked(actor.after(pause, () -> {
      etcd.pump();
      if (isLost(stream)) return;
      stream.deliver(etcd.revision());
      stream.bookmarkNow();
      bookmarkLater(stream, end);
    }));
  }

  private boolean isLost(WatchStream stream) {
    WatchCache cache = caches.get(stream.kind().plural());
    return cache != null && cache.isLost(stream);
  }

  /// Lets the watchers know, soon, what has changed.
  public void pumpSoon() {
    if (pumpPosted) return;
    pumpPosted = true;
    actor.post(this::pump);
  }

  public int count() {
    return open;
  }

  private void isDue(WatchStream stream) {
    due.put(stream.number(), stream);
  }

  private void leave(WatchStream stream) {
    open--;
    due.remove(stream.number());
    String plural = stream.kind().plural();
    WatchCache cache = caches.get(plural);
    if (cache == null) return;
    cache.leave(stream);
    if (cache.isEmpty()) caches.remove(plural);
  }

  private void pump() {
    pumpPosted = false;
    etcd.pump();
    long newest = etcd.revision();
    caches.values().forEach(cache -> cache.remind(newest));
    while (!due.isEmpty()) {
      deliver(due.pollFirstEntry().getValue(), newest);
    }
    caches.values().stream().flatMap(cache -> cache.cutOff().stream()).toList()
        .forEach(WatchStream::expire);
  }

  /// A client that throws has lost its place, so its stream ends; the others have their turn later.
  private void deliver(WatchStream stream, long newest) {
    try {
      stream.deliver(newest);
    } catch (RuntimeException failure) {
      stream.cancel();
      pumpSoon();
      throw failure;
    }
  }
}
