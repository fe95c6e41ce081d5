package kube.foundation.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<Kind<?>, Copy<?>> copies = new LinkedHashMap<>();

  /// @param actor the process, in whose name the copies are kept up to date
  public SharedCopies(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.client = client;
    this.faults = faults;
  }

  /// The copy of this kind for one more reader, about to list anew.
  @SuppressWarnings("unchecked") // Each kind is put beside a copy of its own type.
  <T extends KubernetesObject> SharedInformer<T> read(Kind<T> kind, Actor reader) {
    Copy<T> copy = (Copy<T>) copies.computeIfAbsent(kind,
        absent -> new Copy<>(new Informer<>(actor, client, faults, absent)));
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
