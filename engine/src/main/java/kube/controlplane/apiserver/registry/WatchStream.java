package kube.controlplane.apiserver.registry;

import java.util.List;
import java.util.Optional;
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
  /// @param initial objects to begin with, as `ADDED`
  /// @param fromRevision the first revision to tell
  /// @param marksEndOfInitial whether a bookmark says where the initial objects end
  public record Wish(Kind<?> kind, String namespace, Predicate<Resource> filter,
      List<Resource> initial, long fromRevision, boolean bookmarks, boolean marksEndOfInitial) {}

  private final Registry registry;
  private final Wish wish;
  private final WatchSink sink;
  private @Nullable Watch watch;
  private @Nullable Timer endTimer;
  private @Nullable Timer bookmarkTimer;
  private boolean begun;
  private boolean over;

  WatchStream(Registry registry, Wish wish, WatchSink sink) {
    this.registry = registry;
    this.wish = wish;
    this.sink = sink;
  }

  void open() {
    watch = registry.watch(wish.kind(), wish.namespace(), wish.fromRevision(), this::accept);
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

  /// Ends the stream with an error when the store has cut it off.
  void checkCutOff() {
    if (over || watch == null) return;
    switch (watch.state()) {
      case COMPACTED, TOO_SLOW -> {
        Status expired = Status.expired("too old resource version: " + (wish.fromRevision() - 1)
            + " (" + registry.revision() + ")");
        tell("ERROR", Resource.of(expired.toJson()));
        end();
      }
      case ACTIVE, CANCELLED -> {}
    }
  }

  /// Ends the stream from the server's side.
  void end() {
    if (over) return;
    cancel();
    sink.ended();
  }

  @Override
  public void cancel() {
    over = true;
    if (watch != null) watch.cancel();
    if (endTimer != null) endTimer.cancel();
    if (bookmarkTimer != null) bookmarkTimer.cancel();
  }

  boolean isOver() {
    return over;
  }

  private void accept(kube.controlplane.etcd.WatchEvent event) {
    begin();
    switch (event) {
      case kube.controlplane.etcd.WatchEvent.Put put ->
        changed(put.previous().map(registry::read), registry.read(put.entry()));
      case kube.controlplane.etcd.WatchEvent.Delete delete ->
        deleted(registry.readDeleted(delete.previous(), delete.revision()));
      case kube.controlplane.etcd.WatchEvent.Bookmark mark -> {
        if (wish.bookmarks()) tell("BOOKMARK", bookmark(mark.revision(), false));
      }
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
