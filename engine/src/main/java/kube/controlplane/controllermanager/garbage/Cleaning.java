package kube.controlplane.controllermanager.garbage;

import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a garbage collector decides, as requests to the API server.
///
/// Every one is bound to the uid that was judged: between look and deed somebody may have deleted
/// the object and made another of its name.
///
/// Owned by the loop.
final class Cleaning {

  private final Actor actor;
  private final ApiClient client;
  private final WatchedKinds kinds;
  private final EventRecorder events;

  Cleaning(Actor actor, ApiClient client, WatchedKinds kinds) {
    this.actor = actor;
    this.client = client;
    this.kinds = kinds;
    this.events = new EventRecorder(actor, client, "garbage-collector-controller");
  }

  /// Returns the refusal, when there is one that wants another look. That the object is gone is none:
  /// nothing is left to do then.
  Optional<Status> carryOut(Action action) {
    ObjectName target = action.target();
    Optional<Kind<AnyObject>> kind = kinds.find(target.apiVersion(), target.kind());
    if (kind.isEmpty()) return Optional.empty();
    ApiResult<AnyObject> read = client.get(kind.get(), target.key());
    if (read instanceof ApiResult.Refused<AnyObject>(Status refusal)) return worthALook(refusal);
    AnyObject found = read.orThrow();
    if (!found.metadata().uid().equals(target.uid())) return Optional.empty();
    if (action instanceof Action.Delete && found.metadata().ownerReferences().isEmpty()) {
      throw new PartFailure("it wants to delete " + kind.get().plural() + " \"" + target.key()
          + "\", which nobody owns");
    }
    actor.record("decide", kind.get().plural() + "/" + target.key(), action.reason());
    return switch (action) {
      case Action.Delete delete -> client
          .delete(kind.get(), found.metadata(), delete.policy())
          .refusal().flatMap(Cleaning::worthALook);
      case Action.DropOwners drop -> rewriteOwners(kind.get(), found,
          owner -> !drop.owners().contains(Json.text(owner, "uid")), _ -> {});
      case Action.Unblock _ -> rewriteOwners(kind.get(), found, _ -> true,
          owner -> owner.put("blockOwnerDeletion", false));
      case Action.RemoveFinalizer remove -> removeFinalizer(kind.get(), found, remove.finalizer());
      case Action.Report report -> {
        events.warning(kind.get(), found.metadata(), "OwnerRefInvalidNamespace", "ownerRef "
            + report.owner() + " does not exist in namespace \"" + target.key().namespace()
            + "\"");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Status> worthALook(Status refusal) {
    return refusal.isNotFound() ? Optional.empty() : Optional.of(refusal);
  }

  /// Which references stay.
  private interface Choice {
    boolean keeps(JsonNode owner);
  }

  private Optional<Status> rewriteOwners(Kind<AnyObject> kind, AnyObject object, Choice choice,
      Consumer<ObjectNode> edit) {
    ObjectNode patch = patchOf(object);
    ArrayNode left = patch.withObject("metadata").putArray("ownerReferences");
    for (JsonNode owner : Json.at(object.resource().tree(), "metadata.ownerReferences")) {
      if (!choice.keeps(owner)) continue;
      ObjectNode copy = (ObjectNode) owner.deepCopy();
      edit.accept(copy);
      left.add(copy);
    }
    if (left.isEmpty()) patch.withObject("metadata").putNull("ownerReferences");
    return client.patch(kind, object.key(), patch).refusal().flatMap(Cleaning::worthALook);
  }

  private Optional<Status> removeFinalizer(Kind<AnyObject> kind, AnyObject object,
      String finalizer) {
    if (!object.metadata().finalizers().contains(finalizer)) return Optional.empty();
    ObjectNode patch = patchOf(object);
    ArrayNode left = patch.withObject("metadata").putArray("finalizers");
    object.metadata().finalizers().stream().filter(name -> !name.equals(finalizer))
        .forEach(left::add);
    if (left.isEmpty()) patch.withObject("metadata").putNull("finalizers");
    return client.patch(kind, object.key(), patch).refusal().flatMap(Cleaning::worthALook);
  }

  private static ObjectNode patchOf(AnyObject object) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("uid", object.metadata().uid())
        .put("resourceVersion", object.metadata().resourceVersion());
    return patch;
  }
}
