package kube.controlplane.controllermanager.namespace;

import java.time.Duration;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Namespace;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs a [NamespaceController], ours or a learner's, against the cluster.
///
/// It calls it five seconds after a namespace began to go: requests to create something may still be
/// on their way to an API server that has not heard of it.
///
/// Owned by the loop.
public final class NamespaceLoop {

  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final String FINALIZER = "kubernetes";

  private final Actor actor;
  private final ApiClient client;
  private final Part<NamespaceController> controller;
  private final SharedInformer<Namespace> namespaces;
  private final SharedInformer<AnyObject> definitions;
  private final ControllerLoop loop;

  public NamespaceLoop(Actor actor, ApiClient client, Informers informers,
      Part<NamespaceController> controller) {
    this.actor = actor;
    this.client = client;
    this.controller = controller;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.definitions = informers.of(ExtensionKinds.CUSTOM_RESOURCE_DEFINITION);
    this.namespaces = informers.of(Kinds.NAMESPACE);
    namespaces.onChange(change -> {
      boolean wasGoing = change.before().filter(old -> old.metadata().isBeingDeleted())
          .isPresent();
      boolean isGoing = change.after().filter(now -> now.metadata().isBeingDeleted()).isPresent();
      if (isGoing && !wasGoing) {
        actor.after(FIRST_LOOK, () -> loop.look(change.object().key()));
      }
    });
  }

  private Result reconcile(Key key) {
    if (!definitions.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    return namespaces.get(key)
        .filter(namespace -> namespace.metadata().isBeingDeleted())
        .filter(namespace -> namespace.finalizers().contains(FINALIZER))
        .map(namespace -> controller.ask(part -> part.reconcile(namespace,
            new ApiRoom(actor, client, namespace, definitions.list("")))))
        .orElse(Result.done());
  }
}
