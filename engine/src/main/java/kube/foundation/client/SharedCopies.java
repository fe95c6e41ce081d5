package kube.foundation.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Interner;
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
/// A component that is plugged in later gets a copy of its own, freshly listed: like a process that
/// starts, it never begins with a past older than itself. The stream of the others goes on; were it
/// thrown away for the newcomer's sake, they would never hear of what came and went meanwhile.
///
/// Owned by the loop.
public final class SharedCopies {

  private final Actor actor;
  private final ApiClient client;
  private final Faults faults;
  private final Map<Wish, List<Copy>> copies = new LinkedHashMap<>();

  /// What is copied: the objects at a path that the label selector chooses; all for the empty one.
  private record Wish(String path, String labelSelector) {}

  /// @param actor the process, in whose name the copies are kept up to date
  public SharedCopies(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.client = client;
    this.faults = faults;
  }

  /// A copy of this kind for one more reader: one that is about to list, or else a new one.
  <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, String labelSelector,
      Actor reader) {
    TreeMap<String, String> query = new TreeMap<>();
    if (!labelSelector.isEmpty()) query.put("labelSelector", labelSelector);
    List<Copy> running = copies.computeIfAbsent(new Wish(kind.path(""), labelSelector),
        _ -> new ArrayList<>());
    running.removeIf(Copy::isForsaken);
    if (running.isEmpty() || running.getLast().isFilled()) running.add(new Copy(kind, query));
    return running.getLast().read(kind, reader);
  }

  private final class Copy {

    private final Informer<Sighting> informer;
    private final List<SharedInformer<?>> readers = new ArrayList<>();
    private final List<@Nullable Kind<?>> views = new ArrayList<>();

    private final Interner interner = new Interner();

    private Copy(Kind<?> kind, SortedMap<String, String> query) {
      this.informer = new Informer<>(actor, client, faults,
          kind.readAs(resource -> Sighting.of(resource, views, interner)), query);
      informer.onChange(change -> readers.forEach(reader -> reader.changed(change)));
      informer.onListed(() -> readers.forEach(SharedInformer::listed));
    }

    private <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, Actor reader) {
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

    private boolean isFilled() {
      return informer.isSynced();
    }

    /// Forgets who has left. Whether nobody is left, and the stream let go.
    private boolean isForsaken() {
      readers.removeIf(earlier -> !earlier.isInUse());
      views.replaceAll(view -> isRead(view) ? view : null);
      if (readers.isEmpty()) informer.stop();
      return readers.isEmpty();
    }

    private boolean isRead(@Nullable Kind<?> view) {
      return view != null && readers.stream().anyMatch(reader -> reader.reads(view));
    }
  }
}
