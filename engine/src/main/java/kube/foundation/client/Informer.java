package kube.foundation.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Response;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.client.informer.SecondCopy;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// Keeps a component's copy of one kind up to date: *list at a revision, then watch from there*.
///
/// The copy is late by as much as the wire is slow. When the stream ends the informer resumes from
/// the last revision it saw; when that past is compacted (410 Gone) it throws the copy away and
/// lists again. Either way it ends with the present, and listeners learn each difference.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
public final class Informer<T extends KubernetesObject> implements Lister<T> {

  private static final Duration FIRST_RETRY = Duration.ofMillis(800);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final Actor actor;
  private final ApiClient client;
  private final Faults faults;
  private final Kind<T> kind;
  private final SortedMap<String, String> selectors;
  private final List<Consumer<Change<T>>> listeners = new ArrayList<>();
  private final List<Runnable> listedListeners = new ArrayList<>();
  private final TreeMap<Key, T> objects = new TreeMap<>();
  private Duration nextRetry = FIRST_RETRY;
  private String lastRevision = "";
  private final Part<MetadataInformer> part;
  private @Nullable SecondCopy second;
  private @Nullable WatchSession session;
  private boolean synced;
  private boolean begun;
  private boolean over;

  /// @param selectors `fieldSelector` and `labelSelector` of what to copy; empty for all
  public Informer(Actor actor, ApiClient client, Faults faults, Kind<T> kind,
      SortedMap<String, String> selectors) {
    this.actor = actor;
    this.client = client;
    this.faults = faults;
    this.kind = kind;
    this.selectors = new TreeMap<>(selectors);
    this.part = actor.part(MetadataInformer.class);
  }

  public Informer(Actor actor, ApiClient client, Faults faults, Kind<T> kind) {
    this(actor, client, faults, kind, Collections.emptySortedMap());
  }

  /// Calls `listener` with every difference from now on. To be said before [#start].
  public Informer<T> onChange(Consumer<Change<T>> listener) {
    listeners.add(listener);
    return this;
  }

  /// Lists and watches from now on; when that already goes on, does nothing.
  public void start() {
    if (begun) return;
    begun = true;
    actor.post(this::list);
  }

  /// Nobody reads the copy any more: lets go of the stream.
  void stop() {
    over = true;
    if (session != null) session.abandon();
  }

  /// Calls `listener` each time a whole list has arrived and the copy shows it.
  public Informer<T> onListed(Runnable listener) {
    listedListeners.add(listener);
    return this;
  }

  /// Whether the first list has arrived. Before that, an empty copy means nothing.
  public boolean isSynced() {
    return synced;
  }

  /// The newest revision that the copy is known to show; 0 before the first list.
  long revision() {
    return lastRevision.isEmpty() ? 0 : Long.parseLong(lastRevision);
  }

  @Override
  public Optional<T> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public List<T> list(String namespace) {
    return List.copyOf(in(namespace));
  }

  /// Shows each object of the namespace, in the order of their names; an empty one means all.
  void forEach(String namespace, Consumer<T> action) {
    in(namespace).forEach(action);
  }

  private Collection<T> in(String namespace) {
    if (namespace.isEmpty()) return objects.values();
    return objects.subMap(new Key(namespace, ""), new Key(namespace + "\0", "")).values();
  }

  private void list() {
    if (over) return;
    if (session != null) session.abandon();
    switch (client.list(kind, "", selectors)) {
      case ApiResult.Ok<ApiClient.Listing<T>>(ApiClient.Listing<T> listing) -> {
        nextRetry = FIRST_RETRY;
        replaceWith(listing);
        watch();
      }
      case ApiResult.Refused<ApiClient.Listing<T>> _ -> retry(this::list);
    }
  }

  private void replaceWith(ApiClient.Listing<T> listing) {
    TreeMap<Key, T> listed = new TreeMap<>();
    listing.items().forEach(object -> listed.put(object.key(), object));
    List<T> gone = objects.values().stream()
        .filter(object -> !isSame(object, listed.get(object.key()))).toList();
    lastRevision = listing.resourceVersion();
    synced = true;
    gone.forEach(object -> remove(object, false));
    listed.values().forEach(object -> put(object, false));
    second().ifPresent(theirs -> theirs.listed(lastRevision));
    listedListeners.forEach(Runnable::run);
  }

  /// An object of the same name and another `uid` came while we were not looking: the old one went.
  private static boolean isSame(KubernetesObject object, @Nullable KubernetesObject listed) {
    return listed != null && listed.metadata().uid().equals(object.metadata().uid());
  }

  /// Somebody else's copy beside ours, if there is one; it learns what ours shows by now.
  private Optional<SecondCopy> second() {
    if (!part.isForeign()) {
      second = null;
    } else if (second == null) {
      second = new SecondCopy(actor, part, new Shown());
    }
    return Optional.ofNullable(second);
  }

  /// What all objects of the copy have in common.
  private final class Shown implements SecondCopy.Ours {

    @Override
    public Optional<Metadata> get(Key key) {
      return Informer.this.get(key).map(KubernetesObject::metadata);
    }

    @Override
    public List<Metadata> list() {
      return objects.values().stream().map(KubernetesObject::metadata).toList();
    }
  }

  private void resume() {
    second().ifPresent(theirs -> theirs.cut(lastRevision));
    watch();
  }

  private void watch() {
    if (over) return;
    TreeMap<String, String> query = new TreeMap<>(selectors);
    query.put("resourceVersion", lastRevision);
    query.put("allowWatchBookmarks", "true");
    WatchSession opening = new WatchSession(actor, faults, kind.plural(), this::take, this::list,
        this::resume);
    session = opening;
    switch (client.watch(kind, "", query, opening)) {
      case ApiResult.Ok<Response.WatchHandle>(var handle) -> {
        nextRetry = FIRST_RETRY;
        opening.opened(handle);
      }
      case ApiResult.Refused<Response.WatchHandle>(var status) -> {
        if (status.code() == 410) {
          list();
        } else {
          retry(this::watch);
        }
      }
    }
  }

  private void take(Response.WatchEvent event) {
    lastRevision = Long.toString(event.object().revision());
    switch (event.type()) {
      case "ADDED", "MODIFIED" -> put(kind.read(event.object()), true);
      case "DELETED" -> remove(kind.read(event.object()), true);
      default -> {} // A bookmark: the revision was all it carried.
    }
    second().ifPresent(theirs -> theirs.heard(event.type(), event.object().metadata()));
  }

  private void put(T object, boolean wasSeen) {
    T before = objects.put(object.key(), object);
    boolean same = before != null
        && before.metadata().resourceVersion().equals(object.metadata().resourceVersion());
    if (same) return;
    Change<T> change = new Change<>(Optional.ofNullable(before), Optional.of(object));
    note(change, wasSeen);
    tell(change);
  }

  private void remove(T last, boolean wasSeen) {
    Change<T> change = new Change<>(Optional.of(last), Optional.empty());
    if (objects.remove(last.key()) != null) note(change, wasSeen);
    tell(change);
  }

  private void note(Change<T> change, boolean wasSeen) {
    if (second == null) return;
    second.told(change.before().map(KubernetesObject::metadata),
        change.after().map(KubernetesObject::metadata), wasSeen);
  }

  private void tell(Change<T> change) {
    listeners.forEach(listener -> listener.accept(change));
  }

  private void retry(Runnable again) {
    actor.after(actor.randomness().between(nextRetry, nextRetry.multipliedBy(2)), again);
    Duration doubled = nextRetry.multipliedBy(2);
    nextRetry = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }
}
