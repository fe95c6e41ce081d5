package kube.controlplane.apiserver.registry.slot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An object of any kind, as far as storing it goes: who it is, what is wished, what is seen.
///
/// Nothing of an object is lost on the way: what has no field of its own is in `rest`. Texts that
/// mean the same are equal.
///
/// @param resourceVersion the version that its author has seen; empty when it matters to nobody
/// @param generation how often the wish has changed; 0 where nobody counts
/// @param deleted since when the object is to go
/// @param spec what is wished, as JSON; empty when the kind has no such thing
/// @param status what is seen, as JSON, where it is written through a door of its own; else empty
/// @param rest labels, annotations and whatever else there is, as JSON
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/#object-spec-and-status
public record Obj(String namespace, String name, String uid, String resourceVersion,
    long generation, List<String> finalizers, Optional<Instant> created, Optional<Instant> deleted,
    String spec, String status, String rest) {

  public Obj { finalizers = List.copyOf(finalizers); }

  public Obj withVersion(String version) {
    return new Obj(namespace, name, uid, version, generation, finalizers, created, deleted, spec,
        status, rest);
  }

  public Obj withGeneration(long number) {
    return new Obj(namespace, name, uid, resourceVersion, number, finalizers, created, deleted,
        spec, status, rest);
  }

  /// The same object with another identity: the life that began then.
  public Obj born(String newUid, Optional<Instant> moment) {
    return new Obj(namespace, name, newUid, resourceVersion, generation, finalizers, moment,
        deleted, spec, status, rest);
  }

  public Obj withDeleted(Optional<Instant> moment) {
    return new Obj(namespace, name, uid, resourceVersion, generation, finalizers, created, moment,
        spec, status, rest);
  }

  public Obj withSpec(String wished) {
    return new Obj(namespace, name, uid, resourceVersion, generation, finalizers, created, deleted,
        wished, status, rest);
  }

  public Obj withStatus(String seen) {
    return new Obj(namespace, name, uid, resourceVersion, generation, finalizers, created, deleted,
        spec, seen, rest);
  }

  /// The same object with that one's finalizers, labels, annotations and so on.
  public Obj withRestOf(Obj other) {
    return new Obj(namespace, name, uid, resourceVersion, generation, other.finalizers, created,
        deleted, spec, status, other.rest);
  }
}
