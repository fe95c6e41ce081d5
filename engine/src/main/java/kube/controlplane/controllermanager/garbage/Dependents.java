package kube.controlplane.controllermanager.garbage;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// The objects of one kind, as owners may have them and as they may be owners themselves.
///
/// Owned by the loop.
final class Dependents<T extends KubernetesObject> {

  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ApiClient client;
  private final Kind<T> kind;
  private final GarbageCollector collector;
  private final SharedInformer<T> objects;
  private final ControllerLoop loop;

  Dependents(Actor actor, ApiClient client, SharedInformer<T> objects, Kind<T> kind,
      GarbageCollector collector) {
    this.client = client;
    this.kind = kind;
    this.collector = collector;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.objects = objects.onChange(this::changed);
  }

  /// The objects that name this owner.
  List<T> of(Metadata owner) {
    return objects.list(owner.namespace())
        .stream()
        .filter(object -> names(object.metadata(), owner))
        .toList();
  }

  void lookAtThoseOf(Metadata owner) {
    of(owner).forEach(object -> loop.look(object.key()));
  }

  void deleteThoseOf(Metadata owner) {
    of(owner).stream()
        .filter(object -> !object.metadata().isBeingDeleted())
        .forEach(object -> client.delete(kind, object.metadata()));
  }

  void releaseThoseOf(Metadata owner) {
    of(owner).forEach(object -> release(object.metadata(), owner));
  }

  private void changed(Change<T> change) {
    Metadata metadata = change.object().metadata();
    if (change.isDeletion()) {
      collector.gone(metadata);
    } else if (change.before().isEmpty() || metadata.isBeingDeleted()) {
      loop.look(metadata.key());
    }
  }

  private Result reconcile(Key key) {
    return objects.get(key).map(object -> judge(object.metadata())).orElse(Result.done());
  }

  private Result judge(Metadata object) {
    if (object.isBeingDeleted()) return finishDeletion(object);
    if (!collector.hasLostItsOwners(object)) return Result.done();
    return outcome(client.delete(kind, object).isOk());
  }

  private Result finishDeletion(Metadata owner) {
    if (owner.finalizers().contains(ORPHAN)) {
      collector.releaseDependents(owner);
    } else if (owner.finalizers().contains(FOREGROUND)) {
      collector.deleteDependents(owner);
    } else {
      return Result.done();
    }
    return collector.ownsAnything(owner)
        ? Result.after(LOOK_AGAIN)
        : outcome(removeFinalizers(owner));
  }

  private boolean removeFinalizers(Metadata owner) {
    ObjectNode patch = patchOf(owner);
    var finalizers = ((ObjectNode) patch.path("metadata")).putArray("finalizers");
    owner.finalizers()
        .stream()
        .filter(name -> !name.equals(ORPHAN) && !name.equals(FOREGROUND))
        .forEach(finalizers::add);
    return client.patch(kind, owner.key(), patch).isOk();
  }

  private void release(Metadata dependent, Metadata owner) {
    ObjectNode patch = patchOf(dependent);
    var references = ((ObjectNode) patch.path("metadata")).putArray("ownerReferences");
    dependent.ownerReferences()
        .stream()
        .filter(reference -> !reference.uid().equals(owner.uid()))
        .forEach(reference -> references.add(reference.toJson()));
    client.patch(kind, dependent.key(), patch);
  }

  private static ObjectNode patchOf(Metadata object) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata")
        .put("uid", object.uid())
        .put("resourceVersion", object.resourceVersion());
    return patch;
  }

  private static boolean names(Metadata object, Metadata owner) {
    return object.ownerReferences().stream().anyMatch(o -> o.uid().equals(owner.uid()));
  }

  /// What was refused is looked at again: the object may have changed, or gone, meanwhile.
  private static Result outcome(boolean done) {
    return done ? Result.done() : Result.after(LOOK_AGAIN);
  }
}
