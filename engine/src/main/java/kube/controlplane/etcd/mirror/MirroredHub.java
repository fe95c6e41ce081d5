package kube.controlplane.etcd.mirror;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.SinkFailedException;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.WatchSink;
import kube.foundation.machine.Confinement;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// Our hub, and in front of it somebody else's if there is one.
///
/// Ours works out what every watcher is due, and theirs delivers it. Theirs is sent away when it
/// tells a watcher anything but what is next, tells it outside a pump, or keeps news from a watcher
/// that could take them; what it has not delivered by then, we deliver. So no watcher ever sees a
/// gap, a double or an invention, and a watch goes on while hubs are swapped. Bookmarks are theirs to
/// give or not: one that is true is passed on.
///
/// Owned by the loop.
public final class MirroredHub implements WatchHub {

  private final BufferedWatchHub ours = new BufferedWatchHub();
  private final Supplier<Confinement> confinement;
  private final Set<MirroredWatch> watches = new LinkedHashSet<>();
  private final Set<MirroredWatch> behind = new LinkedHashSet<>();
  private final List<SinkFailedException> failures = new ArrayList<>();
  private @Nullable Part<WatchHub> theirs;
  private boolean isPumping;
  private long newest;

  /// @param confinement where somebody else's code runs at present
  public MirroredHub(Supplier<Confinement> confinement) {
    this.confinement = confinement;
  }

  /// Lets another hub stand in front of ours, as soon as it knows what ours knows and watches what
  /// ours watches; ours alone when nobody else's is there.
  public void putInFront(Part<WatchHub> part) {
    theirs = null;
    pump();
    if (!part.isForeign()) return;
    tell(part, ours::retell);
    theirs = part;
    for (MirroredWatch watch : List.copyOf(watches)) {
      watch.follow(part, ours.nextRevision(watch.due()));
    }
  }

  /// Who delivers, if it is not us.
  @Nullable
  Part<WatchHub> theirs() {
    Part<WatchHub> part = theirs;
    if (part != null && !part.isForeign()) {
      theirs = null;
      return null;
    }
    return part;
  }

  boolean isPumping() {
    return isPumping;
  }

  long newest() {
    return newest;
  }

  <R> R asOurselves(Supplier<R> code) {
    return confinement.get().ours(code);
  }

  static void tell(Part<WatchHub> part, Consumer<WatchHub> news) {
    boolean _ = part.ask(hub -> {
      news.accept(hub);
      return true;
    }, _ -> Optional.empty(), () -> true);
  }

  @Override
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    MirroredWatch watch = new MirroredWatch(this, prefix, sink);
    watch.due(ours.watch(prefix, fromRevision, watch));
    watches.add(watch);
    Part<WatchHub> part = theirs();
    if (part != null) watch.follow(part, fromRevision);
    return watch;
  }

  /// A watch has come to its end.
  void forget(MirroredWatch watch) {
    watches.remove(watch);
    behind.remove(watch);
  }

  /// There are news that theirs has to deliver.
  void isBehind(MirroredWatch watch) {
    behind.add(watch);
  }

  void failed(SinkFailedException failure) {
    failures.add(failure);
  }

  /// Works out what is due now; a sink may have written since.
  void workOutWhatIsDue() {
    ours.pump();
  }

  @Override
  public void onCommit(long revision, List<WatchEvent> events) {
    newest = revision;
    ours.onCommit(revision, events);
    Part<WatchHub> part = theirs();
    if (part == null) return;
    List<WatchEvent> copies = events.stream().map(MirroredHub::copy).toList();
    tell(part, hub -> hub.onCommit(revision, copies));
  }

  private static WatchEvent copy(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Put(var entry, var previous) ->
        new WatchEvent.Put(entry.copy(), previous.map(old -> old.copy()));
      case WatchEvent.Delete(long revision, var previous) ->
        new WatchEvent.Delete(revision, previous.copy());
      case WatchEvent.Bookmark bookmark -> bookmark;
    };
  }

  @Override
  public void onCompact(long revision) {
    newest = Math.max(newest, revision - 1);
    ours.onCompact(revision);
    Part<WatchHub> part = theirs();
    if (part != null) tell(part, hub -> hub.onCompact(revision));
  }

  @Override
  public void pump() {
    if (isPumping) return;
    isPumping = true;
    try {
      ours.pump();
      Part<WatchHub> part = theirs();
      if (part != null) {
        tell(part, WatchHub::pump);
        List.copyOf(behind).forEach(watch -> watch.checkDelivery(part));
      }
      if (theirs() == null) List.copyOf(behind).forEach(MirroredWatch::deliver);
    } finally {
      isPumping = false;
      behind.removeIf(MirroredWatch::isUpToDate);
    }
    throwFailures();
  }

  private void throwFailures() {
    if (failures.isEmpty()) return;
    SinkFailedException first = failures.removeFirst();
    failures.forEach(first::addSuppressed);
    failures.clear();
    throw first;
  }
}
