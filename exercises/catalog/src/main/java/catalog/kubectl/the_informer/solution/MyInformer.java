package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch;
import kube.foundation.client.informer.ListWatch.Cut;
import kube.foundation.client.informer.ListWatch.Event;
import kube.foundation.client.informer.ListWatch.Expired;
import kube.foundation.client.informer.ListWatch.Listing;
import kube.foundation.client.informer.MetadataInformer;

/// Lists whenever it does not know from where to watch, and watches as long as it does.
///
/// Whether an object came by the list or in the news, it goes the same two ways into the copy: `put`
/// and `remove`. They alone change it, and they alone tell.
public class MyInformer implements MetadataInformer {
  private final Map<Key, Metadata> copy = new TreeMap<>();
  private final List<Handler> handlers = new ArrayList<>();
  private Optional<String> revision = Optional.empty();
  private boolean isWhole;

  @Override
  public void onChange(Handler handler) {
    handlers.add(handler);
  }

  @Override
  public void step(ListWatch server) {
    if (revision.isEmpty()) {
      take(server.list());
      return;
    }
    try {
      server.watch(revision.get()).forEach(this::take);
    } catch (Cut _) {
      // What was missed is told to whoever asks again from the same revision.
    } catch (Expired _) {
      revision = Optional.empty();
    }
  }

  private void take(Listing listing) {
    revision = Optional.of(listing.resourceVersion());
    isWhole = true;
    Set<Key> listed = listing.items().stream().map(Metadata::key).collect(Collectors.toSet());
    for (Metadata object : list()) {
      if (!listed.contains(object.key())) remove(object, true);
    }
    listing.items().forEach(this::put);
  }

  private void take(Event event) {
    Metadata object = event.object();
    revision = Optional.of(object.resourceVersion());
    switch (event.what()) {
      case ADDED, MODIFIED -> put(object);
      case DELETED -> {
        if (copy.containsKey(object.key())) remove(object, false);
      }
      case BOOKMARK -> {}
    }
  }

  private void put(Metadata now) {
    Optional<Metadata> before = get(now.key());
    if (before.isPresent() && !before.get().uid().equals(now.uid())) {
      remove(before.get(), true);
      before = Optional.empty();
    }
    copy.put(now.key(), now);
    for (Handler handler : handlers) {
      if (before.isEmpty()) {
        handler.added(now);
      } else if (!before.get().resourceVersion().equals(now.resourceVersion())) {
        handler.updated(before.get(), now);
      }
    }
  }

  private void remove(Metadata last, boolean lastStateUnknown) {
    copy.remove(last.key());
    for (Handler handler : handlers) handler.deleted(last, lastStateUnknown);
  }

  @Override
  public boolean synced() {
    return isWhole;
  }

  @Override
  public Optional<Metadata> get(Key key) {
    return Optional.ofNullable(copy.get(key));
  }

  @Override
  public List<Metadata> list() {
    return List.copyOf(copy.values());
  }
}
