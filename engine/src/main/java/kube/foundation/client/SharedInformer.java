package kube.foundation.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Key;
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

  private final Informer<T> copy;
  private final Actor reader;
  private final List<Consumer<Change<T>>> listeners = new ArrayList<>();
  private boolean replayed;
  private boolean synced;

  SharedInformer(Informer<T> copy, Actor reader) {
    this.copy = copy;
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
    return copy.get(key);
  }

  @Override
  public List<T> list(String namespace) {
    return copy.list(namespace);
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
    List<T> present = copy.list("");
    reader.post(() -> {
      synced = true;
      present.forEach(object -> tell(new Change<>(Optional.empty(), Optional.of(object))));
    });
  }

  void changed(Change<T> change) {
    if (replayed) reader.post(() -> tell(change));
  }

  private void tell(Change<T> change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
