package kube.foundation.client.informer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch.Cut;
import kube.foundation.client.informer.ListWatch.Event;
import kube.foundation.client.informer.ListWatch.Expired;
import kube.foundation.client.informer.ListWatch.Listing;

/// Lists once, watches from there, and lists again only when the past is forgotten.
///
/// Programs of the cluster keep typed copies by the same rules
/// ([kube.foundation.client.Informer]), among timers and wires; here are the rules alone.
public final class ListThenWatch implements MetadataInformer {

  private final TreeMap<Key, Metadata> objects = new TreeMap<>();
  private final List<Handler> handlers = new ArrayList<>();
  private Optional<String> revision = Optional.empty();

  @Override
  public void onChange(Handler handler) {
    handlers.add(handler);
  }

  @Override
  public void step(ListWatch server) {
    if (revision.isEmpty()) {
      replaceWith(server.list());
      return;
    }
    try {
      server.watch(revision.get()).forEach(this::take);
    } catch (Cut _) {
      return; // The revision is still good: the next step goes on from it.
    } catch (Expired _) {
      replaceWith(server.list());
    }
  }

  private void replaceWith(Listing listing) {
    TreeMap<Key, Metadata> listed = new TreeMap<>();
    listing.items().forEach(object -> listed.put(object.key(), object));
    List<Metadata> gone = objects.values().stream()
        .filter(object -> !listed.containsKey(object.key())).toList();
    revision = Optional.of(listing.resourceVersion());
    gone.forEach(object -> remove(object, true));
    listed.values().forEach(this::put);
  }

  private void take(Event event) {
    Metadata object = event.object();
    revision = Optional.of(object.resourceVersion());
    switch (event.what()) {
      case ADDED, MODIFIED -> put(object);
      case DELETED -> {
        if (objects.containsKey(object.key())) remove(object, false);
      }
      case BOOKMARK -> {} // The revision was all it carried.
    }
  }

  private void put(Metadata now) {
    Optional<Metadata> before = get(now.key());
    if (before.isPresent() && !before.get().uid().equals(now.uid())) {
      remove(before.get(), true);
      before = Optional.empty();
    }
    objects.put(now.key(), now);
    if (before.isEmpty()) {
      handlers.forEach(handler -> handler.added(now));
      return;
    }
    Metadata earlier = before.get();
    if (earlier.resourceVersion().equals(now.resourceVersion())) return; // Told twice.
    handlers.forEach(handler -> handler.updated(earlier, now));
  }

  private void remove(Metadata last, boolean lastStateUnknown) {
    objects.remove(last.key());
    handlers.forEach(handler -> handler.deleted(last, lastStateUnknown));
  }

  @Override
  public boolean synced() {
    return revision.isPresent();
  }

  @Override
  public Optional<Metadata> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public List<Metadata> list() {
    return List.copyOf(objects.values());
  }
}
