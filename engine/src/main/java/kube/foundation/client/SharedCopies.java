package kube.foundation.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import org.jspecify.annotations.Nullable;

/// One copy, and so one watch, of each kind for all components of a process.
///
/// Components read one kind by several views. Each object is read once by all of them when it
/// arrives, and what they have in common, its metadata, is kept once.
///
/// Owned by the loop.
public final class SharedCopies {

  private final Actor actor;
  private final ApiClient client;
  private final Faults faults;
  private final Map<Wish, Copy> copies = new LinkedHashMap<>();

  /// What is copied: the objects at a path that the label selector chooses; all for the empty one.
  private record Wish(String path, String labelSelector) {}

  /// @param actor the process, in whose name the copies are kept up to date
  public SharedCopies(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.client = client;
    this.faults = faults;
  }

  /// The copy of this kind for one more reader, about to list anew.
  <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, String labelSelector,
      Actor reader) {
    TreeMap<String, String> query = new TreeMap<>();
    if (!labelSelector.isEmpty()) query.put("labelSelector", labelSelector);
    return copies.computeIfAbsent(new Wish(kind.path(""), labelSelector),
        _ -> new Copy(kind, query)).read(kind, reader);
  }

  private final class Copy {

    private final Informer<Sighting> informer;
    private final List<SharedInformer<?>> readers = new ArrayList<>();
    private final List<@Nullable Kind<?>> views = new ArrayList<>();

    private Copy(Kind<?> kind, SortedMap<String, String> query) {
      this.informer = new Informer<>(actor, client, faults,
          kind.readAs(resource -> Sighting.of(resource, views)), query);
      informer.onChange(change -> readers.forEach(reader -> reader.changed(change)));
      informer.onListed(() -> readers.forEach(SharedInformer::listed));
    }

    private <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, Actor reader) {
      readers.removeIf(earlier -> !earlier.isInUse());
      views.replaceAll(view -> isRead(view) ? view : null);
      int place = views.indexOf(kind);
      if (place < 0) {
        place = views.size();
        views.add(kind);
      }
      SharedInformer<T> view = new SharedInformer<>(informer, kind, place, reader);
      readers.add(view);
      informer.start();
      return view;
    }

    private boolean isRead(@Nullable Kind<?> view) {
      return view != null && readers.stream().anyMatch(reader -> reader.reads(view));
    }
  }
}
