package kube.controlplane.apiserver.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.Etcd.WriteResult;
import kube.controlplane.etcd.FutureRevisionException;
import kube.controlplane.etcd.NoSpaceException;
import kube.controlplane.etcd.Prefix;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.RequestTooLargeException;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchSink;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.databind.node.ObjectNode;

/// Keeps the objects of all kinds in etcd, under `/registry/<plural>/<namespace>/<name>`.
///
/// Every write is conditional on the revision that its writer saw, so that two writers cannot
/// overwrite each other unseen. Handlers come here last, when all else has agreed.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [registry/store.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go)
public final class Registry {

  private static final String EVENTS = "events";
  private static final long NOW = 0;
  private static final int KEYS_PER_READ = 500;

  private final Etcd etcd;
  private final EventLeases eventLeases;
  private final ResourceCache cache = new ResourceCache();
  private final Map<String, Long> lastWrites = new HashMap<>();

  public Registry(Etcd etcd, Clock clock) {
    this.etcd = etcd;
    this.eventLeases = new EventLeases(etcd, clock);
  }

  public long revision() {
    return etcd.revision();
  }

  /// The revision of the last write to any object of the kind; 0 when there was none since this
  /// server started. What was worked out from all of them is good until it changes.
  public long lastWriteTo(Kind<?> kind) {
    return lastWrites.getOrDefault(kind.qualifiedPlural(), 0L);
  }

  public ApiResult<Resource> get(Kind<?> kind, Key key) {
    return find(kind, key).<ApiResult<Resource>>map(Ok::new)
        .orElseGet(() -> new Refused<>(Status.notFound(kind, key.name())));
  }

  public Optional<Resource> find(Kind<?> kind, Key key) {
    return etcd.get(StoredForm.key(kind, key.namespace(), key.name()), NOW).map(cache::of);
  }

  /// Every object of the kind, as it is now.
  public List<Resource> all(Kind<?> kind) {
    return read(kind, "", new ListOptions(NOW, "", 0), resource -> true).items();
  }

  /// Stores a new object. Refuses with 409 AlreadyExists when its name is taken.
  public ApiResult<Resource> create(Kind<?> kind, Key key, ObjectNode object) {
    return create(kind, key, object, List.of());
  }

  /// The same, where the text of some parts of the object is known.
  public ApiResult<Resource> create(Kind<?> kind, Key key, ObjectNode object,
      List<Json.Written> known) {
    return write(kind, key, StoredForm.encode(object, known), 0,
        () -> Status.alreadyExists(kind, key.name()));
  }

  /// Stores the object in place of `seen`; writes nothing when the two are equal.
  ///
  /// Refuses with 409 Conflict when somebody else has changed it since.
  public ApiResult<Resource> update(Kind<?> kind, Resource seen, ObjectNode object) {
    Key key = new Key(seen.namespace(), seen.name());
    byte[] value = StoredForm.encode(object);
    Resource unwritten = StoredForm.decode(value, seen.revision());
    if (Arrays.equals(unwritten.json(), seen.json())) return new Ok<>(seen);
    return write(kind, key, value, seen.revision(),
        () -> Status.modified(kind, key.name()));
  }

  /// Stores this text in place of the one of this revision, in which it was changed somewhere.
  ///
  /// Refuses with 409 Conflict when somebody else has changed the object since.
  public ApiResult<Resource> rewrite(Kind<?> kind, Key key, long seen, byte[] json) {
    return write(kind, key, StoredForm.encode(json, seen), seen,
        () -> Status.modified(kind, key.name()));
  }

  /// Removes the object and gives its last state, which carries the revision of the removal.
  public ApiResult<Resource> delete(Kind<?> kind, Resource seen) {
    String key = StoredForm.key(kind, seen.namespace(), seen.name());
    return switch (etcd.delete(key, seen.revision())) {
      case WriteResult.Done done -> {
        lastWrites.put(kind.qualifiedPlural(), done.revision());
        yield new Ok<>(cache.deleted(done.entry(), done.revision()));
      }
      case WriteResult.Stale _ -> new Refused<>(Status.modified(kind, seen.name()));
    };
  }

  /// Reads a collection in the order of its keys; an empty namespace means all.
  ///
  /// Reads on until `limit` objects pass the filter (0 = all), so a piece is full but for the last.
  /// Refuses with 410 Expired when the revision is compacted.
  public ApiResult<Page> list(Kind<?> kind, String namespace, ListOptions options,
      Predicate<Resource> filter) {
    return readable(options, () -> read(kind, namespace, options, filter));
  }

  /// The same for a list that can hold one object only: nothing else is read for it.
  public ApiResult<Page> listOne(Kind<?> kind, Key key, ListOptions options,
      Predicate<Resource> filter) {
    long shown = options.revision() == NOW ? etcd.revision() : options.revision();
    return readable(options, () -> new Page(shown,
        etcd.get(StoredForm.key(kind, key.namespace(), key.name()), shown).map(cache::of)
            .filter(filter).map(List::of).orElseGet(List::of),
        Optional.empty(), OptionalLong.empty()));
  }

  private ApiResult<Page> readable(ListOptions options, Supplier<Page> page) {
    try {
      return new Ok<>(page.get());
    } catch (CompactedException _) {
      return new Refused<>(forgotten(options));
    } catch (FutureRevisionException _) {
      return new Refused<>(ListOptions.tooLarge(options.revision(), etcd.revision()));
    }
  }

  /// A list that has begun can at least be finished, with pieces that do not fit together.
  private static Status forgotten(ListOptions options) {
    if (!options.isContinued()) {
      return Status.expired("The resourceVersion for the provided list is too old.");
    }
    return Status.expired("The provided continue parameter is too old to display a consistent list"
        + " result. You can start a new list without the continue parameter, or use the continue"
        + " token in this response to retrieve the remainder of the results. Continuing with the"
        + " provided token results in an inconsistent list - objects that were created, modified,"
        + " or deleted between the time the first chunk was returned and now may show up in the"
        + " list.").continuedBy(new ContinueToken(ContinueToken.ANY, options.start()).toText());
  }

  private Page read(Kind<?> kind, String namespace, ListOptions options,
      Predicate<Resource> filter) {
    Prefix folder = new Prefix(StoredForm.folder(kind, namespace));
    long shown = options.revision() == NOW ? etcd.revision() : options.revision();
    String start = folder.start() + options.start();
    List<Resource> items = new ArrayList<>();
    int keysToRead = options.limit() == 0 ? 0 : Math.max(options.limit(), KEYS_PER_READ);
    while (true) {
      RangeResult range = etcd.range(start, folder.end(), shown, keysToRead);
      long passed = 0;
      for (Entry entry : range.entries()) {
        Resource resource = cache.of(entry);
        passed++;
        start = entry.key() + '\0';
        if (filter.test(resource)) items.add(resource);
        if (items.size() == options.limit() && options.limit() > 0) break;
      }
      long left = range.totalCount() - passed;
      if (left == 0) return new Page(shown, items, Optional.empty(), OptionalLong.empty());
      if (items.size() == options.limit() && options.limit() > 0) {
        ContinueToken next = new ContinueToken(shown, start.substring(folder.start().length()));
        return new Page(shown, items, Optional.of(next), OptionalLong.of(left));
      }
    }
  }

  /// Watches a collection from the revision on, the revision included.
  Watch watch(Kind<?> kind, String namespace, long fromRevision, WatchSink sink) {
    return etcd.watch(StoredForm.folder(kind, namespace), fromRevision, sink);
  }

  Resource read(Entry entry) {
    return cache.of(entry);
  }

  Resource readDeleted(Entry previous, long revision) {
    return cache.deleted(previous, revision);
  }

  private ApiResult<Resource> write(Kind<?> kind, Key key, byte[] value, long unchangedSince,
      Supplier<Status> stale) {
    String place = StoredForm.key(kind, key.namespace(), key.name());
    try {
      WriteResult result = kind.plural().equals(EVENTS)
          ? etcd.update(place, value, unchangedSince, eventLeases.current())
          : etcd.update(place, value, unchangedSince);
      return switch (result) {
        case WriteResult.Done done -> {
          lastWrites.put(kind.qualifiedPlural(), done.revision());
          yield new Ok<>(cache.of(done.entry()));
        }
        case WriteResult.Stale _ -> new Refused<>(stale.get());
      };
    } catch (RequestTooLargeException _) {
      return new Refused<>(new Status(413, "RequestEntityTooLarge",
          "etcdserver: request is too large", "", "", "", List.of()));
    } catch (NoSpaceException full) {
      return new Refused<>(
          new Status(500, "", String.valueOf(full.getMessage()), "", "", "", List.of()));
    }
  }
}
