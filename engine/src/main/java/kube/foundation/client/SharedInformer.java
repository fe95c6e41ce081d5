package kube.foundation.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.machine.Actor;

/// One component's view of a copy that several components share.
///
/// Listeners run in the component's own name, so that one that fails or was unplugged disturbs
/// nobody. They first learn all that is there, then each difference.
///
/// Owned by the loop.
///
/// **Models** a handler of client-go's `SharedInformerFactory`.
public final class SharedInformer<T extends KubernetesObject> implements Lister<T> {

  private final Informer<Sighting> copy;
  private final Kind<T> kind;
  private final int place;
  private final Actor reader;
  private final List<Consumer<Change<T>>> listeners = new ArrayList<>();
  private boolean replayed;
  private boolean synced;

  /// @param place where the view of this kind lies in a [Sighting]
  SharedInformer(Informer<Sighting> copy, Kind<T> kind, int place, Actor reader) {
    this.copy = copy;
    this.kind = kind;
    this.place = place;
    this.reader = reader;
  }

  /// Calls `listener` with everything there is and then with every difference. To be said while the
  /// component is being built.
  public SharedInformer<T> onChange(Consumer<Change<T>> listener) {
    listeners.add(listener);
    return this;
  }

  /// Whether this component has seen a whole list. Before that, an empty copy means nothing.
  public boolean isSynced() {
    return synced;
  }

  @Override
  public Optional<T> get(Key key) {
    return copy.get(key).flatMap(this::view);
  }

  @Override
  public List<T> list(String namespace) {
    List<T> views = new ArrayList<>();
    copy.forEach(namespace, seen -> view(seen).ifPresent(views::add));
    return views;
  }

  /// The newest revision that the copy is known to show.
  public long revision() {
    return copy.revision();
  }

  boolean isInUse() {
    return reader.isRunning();
  }

  /// A whole list has arrived: news to one who has not seen any.
  void listed() {
    if (replayed) return;
    replayed = true;
    List<T> present = list("");
    reader.post(() -> {
      synced = true;
      present.forEach(object -> tell(new Change<>(Optional.empty(), Optional.of(object))));
    });
  }

  void changed(Change<Sighting> change) {
    if (!replayed || listeners.isEmpty()) return;
    Change<T> seen = new Change<>(change.before().flatMap(this::view),
        change.after().flatMap(this::view));
    reader.post(() -> tell(seen));
  }

  boolean reads(Kind<?> other) {
    return kind.equals(other);
  }

  private Optional<T> view(Sighting seen) {
    return seen.as(place);
  }

  private void tell(Change<T> change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
