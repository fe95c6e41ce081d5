package catalog.controllers.replicaset_controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.client.Lister;

/// The learner's view of one kind of object: an old photograph, and the news that is under way to
/// it.
final class LateCache<T extends KubernetesObject> implements Lister<T> {

  private record News<T>(T object, boolean gone) {}

  private final SortedMap<Key, T> shown = new TreeMap<>();
  private final Deque<News<T>> underWay = new ArrayDeque<>();
  private final BiConsumer<T, Boolean> onShown;

  /// `onShown` hears of each object shown, and whether it is gone.
  LateCache(BiConsumer<T, Boolean> onShown) {
    this.onShown = onShown;
  }

  void send(T object, boolean gone) {
    underWay.add(new News<>(object, gone));
  }

  boolean isUpToDate() {
    return underWay.isEmpty();
  }

  /// Shows the next `count` news, as far as there are so many.
  void show(int count) {
    for (int i = 0; i < count && !underWay.isEmpty(); i++) {
      News<T> news = underWay.remove();
      if (news.gone) shown.remove(news.object.key());
      else
        shown.put(news.object.key(), news.object);
      onShown.accept(news.object, news.gone);
    }
  }

  void showAll() {
    show(underWay.size());
  }

  /// Keeps only the newest news about each object, as a client does that lists again after its
  /// watch broke: what happened in between never shows.
  void skipToTheNewest() {
    SortedMap<Key, News<T>> newest = new TreeMap<>();
    underWay.forEach(news -> newest.put(news.object.key(), news));
    underWay.clear();
    underWay.addAll(newest.values());
  }

  /// Loses everything that is under way: the watch is silent, and nobody has noticed yet.
  void loseNews() {
    underWay.clear();
  }

  @Override
  public Optional<T> get(Key key) {
    return Optional.ofNullable(shown.get(key));
  }

  @Override
  public List<T> list(String namespace) {
    return shown.values().stream()
        .filter(object -> namespace.isEmpty() || object.metadata().namespace().equals(namespace))
        .toList();
  }
}
