package kube.controlplane.apiserver.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.foundation.api.Kind;

/// All open watches of one kind: they share one watch of the store, and each is shown only what can
/// concern it ([Interest]).
///
/// The newest changes are kept, so that a client that has just listed can join where its list ends.
/// Who begins further back watches the store by itself.
///
/// Owned by the loop.
///
/// **In Kubernetes:** the
/// [watch cache](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go)
final class WatchCache {

  private static final int CHANGES_KEPT = 1_000;

  /// After how many revisions without news a watcher learns how far the store has come; where there
  /// are more watchers than that, after as many as there are, so that idle watchers cost little.
  private static final int BOOKMARK_AFTER_REVISIONS = 100;

  private final Registry registry;
  private final Kind<?> kind;
  private final Consumer<WatchStream> due;
  private final Deque<WatchEvent> recent = new ArrayDeque<>();
  private final Map<Interest, Set<WatchStream>> interested = new HashMap<>();
  private final Set<WatchStream> all = new LinkedHashSet<>();
  private final Set<WatchStream> alone = new LinkedHashSet<>();
  private Watch watch;
  private long beginsAt;
  private long lastNews;
  private long nextBookmark;
  private int aboutNodes;

  /// @param fromRevision from which on changes are known here
  /// @param due takes the streams that have something to tell
  WatchCache(Registry registry, Kind<?> kind, long fromRevision, Consumer<WatchStream> due) {
    this.registry = registry;
    this.kind = kind;
    this.due = due;
    this.beginsAt = fromRevision;
    this.watch = registry.watch(kind, "", fromRevision, this::accept);
  }

  /// Lets a stream in: it is shown every change that concerns it, from its first revision on.
  void join(WatchStream stream) {
    all.add(stream);
    nextBookmark = Math.min(nextBookmark, stream.lastTold() + BOOKMARK_AFTER_REVISIONS);
    if (stream.firstRevision() < beginsAt) {
      alone.add(stream);
      stream.watchAlone(registry.watch(kind, stream.namespace(), stream.firstRevision(), event -> {
        if (!(event instanceof WatchEvent.Bookmark)) show(stream, event);
      }));
      return;
    }
    interested.computeIfAbsent(stream.interest(), _ -> new LinkedHashSet<>()).add(stream);
    if (stream.interest().isAboutNodes()) aboutNodes++;
    for (WatchEvent change : recent) {
      if (interestsIn(change).contains(stream.interest())) show(stream, change);
    }
  }

  /// Lets a stream go that is over.
  void leave(WatchStream stream) {
    if (!all.remove(stream)) return;
    if (!alone.remove(stream)) {
      Set<WatchStream> others = interested.getOrDefault(stream.interest(), new HashSet<>());
      others.remove(stream);
      if (others.isEmpty()) interested.remove(stream.interest());
      if (stream.interest().isAboutNodes()) aboutNodes--;
    }
    if (all.isEmpty()) watch.cancel();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Gives those their turn that want bookmarks and have not heard anything for long.
  void remind(long newest) {
    if (newest < nextBookmark) return;
    int patience = Math.max(BOOKMARK_AFTER_REVISIONS, all.size());
    nextBookmark = newest + patience;
    for (WatchStream stream : all) {
      if (!stream.wantsBookmarks() || isLost(stream)) continue;
      long quietSince = Math.max(stream.lastTold(), lastNews);
      if (newest - quietSince >= patience) {
        stream.remind();
        due.accept(stream);
      } else {
        nextBookmark = Math.min(nextBookmark, quietSince + patience);
      }
    }
  }

  /// The streams that the store has cut off.
  List<WatchStream> cutOff() {
    List<WatchStream> lost = new ArrayList<>();
    for (WatchStream stream : alone) {
      if (stream.isCutOff()) lost.add(stream);
    }
    if (WatchStream.isCutOff(watch)) {
      all.stream().filter(stream -> !alone.contains(stream)).forEach(lost::add);
    }
    return lost;
  }

  /// Whether the store has cut off what the stream would hear: it has seen less than all, and no
  /// bookmark may say otherwise.
  boolean isLost(WatchStream stream) {
    return alone.contains(stream) ? stream.isCutOff() : WatchStream.isCutOff(watch);
  }

  private void accept(WatchEvent change) {
    if (change instanceof WatchEvent.Bookmark) return;
    lastNews = change.revision();
    recent.addLast(change);
    if (recent.size() > CHANGES_KEPT) {
      beginsAt = recent.removeFirst().revision() + 1;
    }
    for (Interest interest : interestsIn(change)) {
      interested.getOrDefault(interest, Set.of()).forEach(stream -> show(stream, change));
    }
  }

  private void show(WatchStream stream, WatchEvent change) {
    if (stream.offer(change)) due.accept(stream);
  }

  /// Whom the change may concern. A Pod that is bound concerns those who wait for Pods without a
  /// node, as well as its node.
  private Set<Interest> interestsIn(WatchEvent change) {
    Set<Interest> interests = new LinkedHashSet<>();
    interests.add(Interest.EVERYTHING);
    Entry entry = switch (change) {
      case WatchEvent.Put put -> put.entry();
      case WatchEvent.Delete delete -> delete.previous();
      case WatchEvent.Bookmark _ -> throw new IllegalArgumentException("a bookmark is no change");
    };
    interests.add(Interest.inNameOf(entry));
    if (kind.namespaced()) interests.add(Interest.inNamespaceOf(entry));
    if (aboutNodes == 0) return interests;
    if (change instanceof WatchEvent.Put put) {
      put.previous().map(registry::read).map(Interest::inNodeOf).ifPresent(interests::add);
    }
    interests.add(Interest.inNodeOf(registry.read(entry)));
    return interests;
  }
}
