package kube.controlplane.controllermanager.garbage;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.kinds.NetworkKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.machine.Actor;

/// Deletes objects whose owners are all gone, and carries out the two other ways to delete an owner:
/// *orphan* lets its dependents go free, *foreground* waits until they are gone.
///
/// Ownership goes by uid: an object that was deleted and made again under its old name owns nothing.
/// Whether an owner is gone is asked of the API server and never of a cache, because deleting on
/// stale news cannot be undone.
///
/// Owned by the loop.
public final class GarbageCollector {

  private final ApiClient client;
  private final List<Dependents<?>> kinds;

  public GarbageCollector(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.kinds = List.of(dependents(actor, informers, Kinds.POD),
        dependents(actor, informers, Kinds.REPLICA_SET),
        dependents(actor, informers, Kinds.SERVICE),
        dependents(actor, informers, NetworkKinds.ENDPOINT_SLICE));
  }

  private <T extends KubernetesObject> Dependents<T> dependents(Actor actor,
      Informers informers, Kind<T> kind) {
    return new Dependents<>(actor, client, informers.of(kind), kind, this);
  }

  /// Something is gone: those that named it as their owner want a look.
  void gone(Metadata owner) {
    kinds.forEach(dependents -> dependents.lookAtThoseOf(owner));
  }

  /// Whether every owner that the object names is gone.
  boolean hasLostItsOwners(Metadata object) {
    return !object.ownerReferences().isEmpty()
        && object.ownerReferences().stream().allMatch(owner -> isGone(owner, object.namespace()));
  }

  /// Whether objects that this one owns still exist.
  boolean ownsAnything(Metadata owner) {
    return kinds.stream().anyMatch(dependents -> !dependents.of(owner).isEmpty());
  }

  void deleteDependents(Metadata owner) {
    kinds.forEach(dependents -> dependents.deleteThoseOf(owner));
  }

  void releaseDependents(Metadata owner) {
    kinds.forEach(dependents -> dependents.releaseThoseOf(owner));
  }

  private boolean isGone(OwnerReference owner, String namespace) {
    Optional<Kind<?>> kind = Kinds.of(owner.apiVersion(), owner.kind());
    return kind.isPresent() && isGone(kind.get(), owner, namespace);
  }

  private <T extends KubernetesObject> boolean isGone(Kind<T> kind, OwnerReference owner,
      String namespace) {
    Key key = new Key(kind.namespaced() ? namespace : "", owner.name());
    return switch (client.get(kind, key)) {
      case ApiResult.Ok<T>(T found) -> !found.metadata().uid().equals(owner.uid());
      case ApiResult.Refused<T>(var refusal) -> refusal.isNotFound();
    };
  }
}
