package catalog.kubectl.the_informer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch;

/// A server with a few objects, whose wires and memory are as bad as a check wants them.
///
/// Its revisions are words in no order.
final class Warehouse implements ListWatch {
  private final TreeMap<Key, Metadata> objects = new TreeMap<>();
  private final List<Event> history = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int forgottenBefore;
  private int cuts;
  private int lists;
  private int expiries;
  private int uids;
  private boolean repeats;
  private Optional<String> strange = Optional.empty();

  static Key key(String name) {
    return new Key("default", name);
  }

  /// Creates these objects, or changes those that are there.
  Warehouse write(String... names) {
    for (String name : names) {
      Metadata old = objects.get(key(name));
      happen(old == null ? Happened.ADDED : Happened.MODIFIED, name,
          old == null ? "uid-" + ++uids : old.uid());
    }
    return this;
  }

  Warehouse delete(String... names) {
    for (String name : names) {
      Metadata old = objects.get(key(name));
      if (old != null) happen(Happened.DELETED, name, old.uid());
    }
    return this;
  }

  /// Tells everybody how far it has got.
  Warehouse bookmark() {
    happen(Happened.BOOKMARK, "", "");
    return this;
  }

  private void happen(Happened what, String name, String uid) {
    Metadata object = new Metadata("default", name, uid, word(history.size() + 1), 1,
        new TreeMap<>(), new TreeMap<>(), List.of(), List.of(), Optional.empty(),
        Optional.empty());
    switch (what) {
      case ADDED, MODIFIED -> objects.put(object.key(), object);
      case DELETED -> objects.remove(object.key());
      case BOOKMARK -> {}
    }
    history.add(new Event(what, object));
  }

  /// Breaks the wire at each of the next questions for news.
  Warehouse cut(int times) {
    cuts = times;
    return this;
  }

  /// Forgets all that has happened.
  Warehouse forget() {
    forgottenBefore = history.size();
    return this;
  }

  /// From now on it tells all news twice.
  Warehouse stutter() {
    repeats = true;
    return this;
  }

  private static String word(int revision) {
    return "r" + Integer.toString(1_000 + revision * 7_919 % 10_007, 36);
  }

  @Override
  public Listing list() {
    lists++;
    String revision = word(history.size());
    places.put(revision, history.size());
    return new Listing(revision, List.copyOf(objects.values()));
  }

  @Override
  public List<Event> watch(String fromRevision) throws Cut, Expired {
    Integer from = places.get(fromRevision);
    if (from == null && strange.isEmpty()) strange = Optional.of(fromRevision);
    if (cuts > 0) {
      cuts--;
      throw new Cut("the connection broke");
    }
    if (from == null || from < forgottenBefore) {
      expiries++;
      throw new Expired("too old resource version: " + fromRevision);
    }
    List<Event> news = new ArrayList<>();
    for (int place = from; place < history.size(); place++) {
      Event event = history.get(place);
      places.put(event.object().resourceVersion(), place + 1);
      news.add(event);
      if (repeats) news.add(event);
    }
    return news;
  }

  int lists() {
    return lists;
  }

  int expiries() {
    return expiries;
  }

  /// A revision that somebody watched from and that nobody had been told.
  Optional<String> strange() {
    return strange;
  }

  List<Metadata> objects() {
    return List.copyOf(objects.values());
  }

  /// As it was at the end, in the news of its deletion.
  Optional<Metadata> last(String name) {
    return history.stream().filter(event -> event.what() == Happened.DELETED)
        .map(Event::object).filter(object -> object.name().equals(name))
        .reduce((_, later) -> later);
  }

  Optional<Metadata> object(String name) {
    return Optional.ofNullable(objects.get(key(name)));
  }
}
