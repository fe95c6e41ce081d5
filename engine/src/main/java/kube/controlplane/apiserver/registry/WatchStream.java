package kube.controlplane.apiserver.registry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import kube.controlplane.etcd.Watch;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.api.Status;
import kube.foundation.machine.Timer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/// Tells one client what changes in one collection: first the past it missed, then the present.
///
/// A client that selects sees the world as if only the chosen objects existed: an object that
/// begins to match is `ADDED`, one that no longer does is `DELETED`. That is why each change of the
/// store comes with the value before it.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [etcd3/watcher.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/etcd3/watcher.go)
public final class WatchStream implements WatchHandle {

  /// What a client wants to see.
  ///
  /// @param interest the part of the filter by which changes can be looked up
  /// @param initial objects to begin with, as `ADDED`
  /// @param fromRevision the first revision to tell
  /// @param marksEndOfInitial whether a bookmark says where the initial objects end
  public record Wish(Kind<?> kind, String namespace, Predicate<Resource> filter,
      Interest interest, List<Resource> initial, long fromRevision, boolean bookmarks,
      boolean marksEndOfInitial) {}

  private final Registry registry;
  private final long number;
  private final Wish wish;
  private final WatchSink sink;
  private final Runnable onOver;
  private final Deque<kube.controlplane.etcd.WatchEvent> pending = new ArrayDeque<>();
  private Optional<Watch> own = Optional.empty();
  private long lastTold;
  private @Nullable Timer endTimer;
  private @Nullable Timer bookmarkTimer;
  private boolean reminded;
  private boolean begun;
  private boolean over;

  /// @param number streams that were opened earlier have their turn earlier
  /// @param onOver called when the stream wants no more
  WatchStream(Registry registry, long number, Wish wish, WatchSink sink,
      Consumer<WatchStream> onOver) {
    this.registry = registry;
    this.number = number;
    this.wish = wish;
    this.sink = sink;
    this.onOver = () -> onOver.accept(this);
    this.lastTold = wish.fromRevision() - 1;
  }

  long number() {
    return number;
  }

  Kind<?> kind() {
    return wish.kind();
  }

  String namespace() {
    return wish.namespace();
  }

  Interest interest() {
    return wish.interest();
  }

  long firstRevision() {
    return wish.fromRevision();
  }

  long lastTold() {
    return lastTold;
  }

  /// Watches the store by itself, from a past that is not shared.
  void watchAlone(Watch watch) {
    own = Optional.of(watch);
  }

  /// Takes a change to tell when it is its turn; false when it begins only later.
  boolean offer(kube.controlplane.etcd.WatchEvent change) {
    if (over || change.revision() < wish.fromRevision()) return false;
    pending.addLast(change);
    return true;
  }

  /// Lets its next turn be one to say how far the store has come, if there is no other news.
  void remind() {
    reminded = true;
  }

  boolean wantsBookmarks() {
    return wish.bookmarks();
  }

  /// Tells everything that is pending.
  void deliver(long newest) {
    boolean isQuiet = pending.isEmpty();
    if (!isQuiet || reminded) begin();
    while (!over && !pending.isEmpty()) {
      kube.controlplane.etcd.WatchEvent change = pending.removeFirst();
      lastTold = change.revision();
      accept(change);
    }
    if (reminded && isQuiet) {
      lastTold = newest;
      tell("BOOKMARK", bookmark(newest, false));
    }
    reminded = false;
  }

  /// Tells the initial objects, once.
  void begin() {
    if (begun || over) return;
    begun = true;
    wish.initial().forEach(resource -> tell("ADDED", resource));
    if (wish.marksEndOfInitial()) tell("BOOKMARK", bookmark(wish.fromRevision() - 1, true));
  }

  /// Remembers the timer of its end, to call it off when the client leaves before.
  void timed(Timer end) {
    endTimer = end;
  }

  /// Remembers the timer of its next bookmark.
  void bookmarked(Timer next) {
    if (over) {
      next.cancel();
    } else {
      bookmarkTimer = next;
    }
  }

  /// Says how far the client has seen, which is all there is at the moment.
  void bookmarkNow() {
    if (over) return;
    begin();
    tell("BOOKMARK", bookmark(Math.max(registry.revision(), wish.fromRevision() - 1), false));
  }

  /// Whether the store has cut off the watch that this stream has for itself.
  boolean isCutOff() {
    return own.filter(WatchStream::isCutOff).isPresent();
  }

  static boolean isCutOff(Watch watch) {
    return switch (watch.state()) {
      case COMPACTED, TOO_SLOW -> true;
      case ACTIVE, CANCELLED -> false;
    };
  }

  /// Ends the stream with an error, because the store has cut it off.
  void expire() {
    if (over) return;
    Status expired = Status.expired("too old resource version: " + (wish.fromRevision() - 1)
        + " (" + registry.revision() + ")");
    tell("ERROR", Resource.of(expired.toJson()));
    end();
  }

  /// Ends the stream from the server's side.
  void end() {
    if (over) return;
    cancel();
    sink.ended();
  }

  @Override
  public void cancel() {
    if (over) return;
    over = true;
    pending.clear();
    own.ifPresent(Watch::cancel);
    if (endTimer != null) endTimer.cancel();
    if (bookmarkTimer != null) bookmarkTimer.cancel();
    onOver.run();
  }

  private void accept(kube.controlplane.etcd.WatchEvent event) {
    switch (event) {
      case kube.controlplane.etcd.WatchEvent.Put put ->
        changed(put.previous().map(registry::read), registry.read(put.entry()));
      case kube.controlplane.etcd.WatchEvent.Delete delete ->
        deleted(registry.readDeleted(delete.previous(), delete.revision()));
      case kube.controlplane.etcd.WatchEvent.Bookmark _ -> {}
    }
  }

  private void changed(Optional<Resource> before, Resource after) {
    boolean was = before.filter(wish.filter()).isPresent();
    boolean is = wish.filter().test(after);
    if (is) {
      tell(was ? "MODIFIED" : "ADDED", after);
    } else if (was) {
      tell("DELETED", at(before.get(), after.revision()));
    }
  }

  private void deleted(Resource last) {
    if (wish.filter().test(last)) tell("DELETED", last);
  }

  private void tell(String type, Resource object) {
    if (!over) sink.event(new WatchEvent(type, object));
  }

  private static Resource at(Resource resource, long revision) {
    return resource.edit(object -> object.withObject("metadata")
        .put("resourceVersion", Long.toString(revision)));
  }

  private Resource bookmark(long revision, boolean endsInitial) {
    ObjectNode object = Json.object().put("kind", wish.kind().name())
        .put("apiVersion", wish.kind().apiVersion());
    ObjectNode metadata = object.putObject("metadata")
        .put("resourceVersion", Long.toString(revision)).putNull("creationTimestamp");
    if (endsInitial) metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    return Resource.of(object);
  }
}
