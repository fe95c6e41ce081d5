package learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch;
import kube.foundation.client.informer.MetadataInformer;

/// Writes down what is to be told while it changes the copy, and tells it when the copy is whole.
public class MyInformer implements MetadataInformer {
  private final List<Handler> handlers = new ArrayList<>();
  private final List<Runnable> toTell = new ArrayList<>();
  private Map<Key, Metadata> copy = new HashMap<>();
  private String revision = "";

  @Override
  public void onChange(Handler handler) {
    handlers.add(handler);
  }

  @Override
  public void step(ListWatch server) {
    if (revision.isEmpty()) {
      replace(server.list());
    } else {
      try {
        server.watch(revision).forEach(this::read);
      } catch (ListWatch.Cut cut) {
        return;
      } catch (ListWatch.Expired gone) {
        replace(server.list());
      }
    }
    toTell.forEach(Runnable::run);
    toTell.clear();
  }

  private void replace(ListWatch.Listing listing) {
    Map<Key, Metadata> old = copy;
    copy = listing.items().stream().collect(Collectors.toMap(Metadata::key, it -> it));
    revision = listing.resourceVersion();
    for (Metadata before : old.values()) {
      Metadata now = copy.get(before.key());
      if (now == null || !now.uid().equals(before.uid())) gone(before, true);
    }
    for (Metadata now : copy.values()) note(Optional.ofNullable(old.get(now.key())), now);
  }

  private void read(ListWatch.Event event) {
    Metadata object = event.object();
    revision = object.resourceVersion();
    switch (event.what()) {
      case BOOKMARK -> {}
      case DELETED -> {
        if (copy.remove(object.key()) != null) gone(object, false);
        tellNow();
      }
      case ADDED, MODIFIED -> {
        Metadata before = copy.put(object.key(), object);
        if (before != null && !before.uid().equals(object.uid())) gone(before, true);
        note(Optional.ofNullable(before), object);
        tellNow();
      }
    }
  }

  /// Of one piece of news at a time, so that the copy is not ahead of what is told.
  private void tellNow() {
    toTell.forEach(Runnable::run);
    toTell.clear();
  }

  private void note(Optional<Metadata> before, Metadata now) {
    if (before.isEmpty() || !before.get().uid().equals(now.uid())) {
      toTell.add(() -> handlers.forEach(handler -> handler.added(now)));
    } else if (!before.get().resourceVersion().equals(now.resourceVersion())) {
      toTell.add(() -> handlers.forEach(handler -> handler.updated(before.get(), now)));
    }
  }

  private void gone(Metadata last, boolean lastStateUnknown) {
    toTell.add(() -> handlers.forEach(handler -> handler.deleted(last, lastStateUnknown)));
  }

  @Override
  public boolean synced() {
    return !revision.isEmpty();
  }

  @Override
  public Optional<Metadata> get(Key key) {
    return Optional.ofNullable(copy.get(key));
  }

  @Override
  public List<Metadata> list() {
    return copy.values().stream().sorted(Comparator.comparing(Metadata::key)).toList();
  }
}
