package kube.foundation.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;

/// One copy, and so one watch, of each kind for all components of a process.
///
/// Owned by the loop.
public final class SharedCopies {

  private final Actor actor;
  private final ApiClient client;
  private final Faults faults;
  private final Map<Wish, Copy<?>> copies = new LinkedHashMap<>();

  /// What is copied: the objects of a kind that the label selector chooses; all for the empty one.
  private record Wish(Kind<?> kind, String labelSelector) {}

  /// @param actor the process, in whose name the copies are kept up to date
  public SharedCopies(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.client = client;
    this.faults = faults;
  }

  /// The copy of this kind for one more reader, about to list anew.
  @SuppressWarnings("unchecked") // Each kind is put beside a copy of its own type.
  <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, String labelSelector,
      Actor reader) {
    TreeMap<String, String> query = new TreeMap<>();
    if (!labelSelector.isEmpty()) query.put("labelSelector", labelSelector);
    Copy<T> copy = (Copy<T>) copies.computeIfAbsent(new Wish(kind, labelSelector),
        _ -> new Copy<>(new Informer<>(actor, client, faults, kind, query)));
    return copy.read(reader);
  }

  private static final class Copy<T extends KubernetesObject> {

    private final Informer<T> informer;
    private final List<SharedInformer<T>> readers = new ArrayList<>();

    private Copy(Informer<T> informer) {
      this.informer = informer;
      informer.onChange(change -> readers.forEach(reader -> reader.changed(change)));
      informer.onListed(() -> readers.forEach(SharedInformer::listed));
    }

    private SharedInformer<T> read(Actor reader) {
      readers.removeIf(earlier -> !earlier.isInUse());
      SharedInformer<T> view = new SharedInformer<>(informer, reader);
      readers.add(view);
      informer.start();
      return view;
    }
  }
}
