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
  private final SortedMap<Key, T> stored = new TreeMap<>();
  private final Deque<News<T>> underWay = new ArrayDeque<>();
  private final BiConsumer<T, Boolean> onShown;

  /// `onShown` hears of each object shown, and whether it is gone.
  LateCache(BiConsumer<T, Boolean> onShown) {
    this.onShown = onShown;
  }

  void send(T object, boolean gone) {
    if (gone) stored.remove(object.key());
    else
      stored.put(object.key(), object);
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
  /// watch broke: what happened in between never shows, and what was lost is found.
  void listAfresh() {
    SortedMap<Key, News<T>> newest = new TreeMap<>();
    underWay.forEach(news -> newest.put(news.object.key(), news));
    stored.forEach((key, object) -> {
      if (!object.equals(shown.get(key))) newest.putIfAbsent(key, new News<>(object, false));
    });
    shown.forEach((key, object) -> {
      if (!stored.containsKey(key)) newest.putIfAbsent(key, new News<>(object, true));
    });
    underWay.clear();
    underWay.addAll(newest.values());
  }

  /// Loses everything that is under way: the watch is silent, and nobody has noticed yet.
  void loseNews() {
    underWay.clear();
  }

  /// Loses the next news only.
  void loseNext() {
    underWay.poll();
  }

  /// The next news comes twice.
  void repeatNext() {
    if (!underWay.isEmpty()) underWay.addFirst(underWay.element());
  }

  /// The next news is overtaken by the one after it, when that is of another object.
  void swapNext() {
    News<T> first = underWay.poll();
    if (first == null) return;
    News<T> second = underWay.peek();
    boolean isOvertaken = second != null && !second.object.key().equals(first.object.key());
    if (isOvertaken) underWay.remove();
    underWay.addFirst(first);
    if (isOvertaken && second != null) underWay.addFirst(second);
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
