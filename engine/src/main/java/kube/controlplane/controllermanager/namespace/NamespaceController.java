package kube.controlplane.controllermanager.namespace;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Namespace;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Deletes everything in a Terminating namespace and, when it is empty, takes its own name off the
/// list of those who still have to clean up (`spec.finalizers`). The API server then removes it.
///
/// Owned by the loop.
public final class NamespaceController {

  private static final String FINALIZER = "kubernetes";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /// All kinds of things that lie in namespaces, those with several names once.
  private static final Collection<Kind<?>> KINDS = Kinds.ALL.stream()
      .filter(kind -> kind.namespaced() && kind.isStored())
      .<Map<String, Kind<?>>>collect(LinkedHashMap::new,
          (kinds, kind) -> kinds.putIfAbsent(kind.folder(), kind), Map::putAll)
      .values();

  private final ApiClient client;
  private final SharedInformer<Namespace> namespaces;
  private final ControllerLoop loop;

  public NamespaceController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.namespaces = informers.of(Kinds.NAMESPACE)
        .onChange(change -> loop.look(change.object().key()));
  }

  private Result reconcile(Key key) {
    return namespaces.get(key)
        .filter(namespace -> namespace.metadata().isBeingDeleted())
        .filter(namespace -> namespace.finalizers().contains(FINALIZER))
        .map(this::empty)
        .orElse(Result.done());
  }

  private Result empty(Namespace namespace) {
    int left = 0;
    for (Kind<?> kind : KINDS) left += emptyOf(kind, namespace.metadata().name());
    if (left > 0) return Result.after(LOOK_AGAIN);
    return client
        .edit(Kinds.NAMESPACE, namespace.key(), "finalize",
            object -> object.withObject("spec").putArray("finalizers"))
        .refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }

  /// Deletes the objects of one kind and returns how many there were; a list that was refused may
  /// have held one.
  private <T extends KubernetesObject> int emptyOf(Kind<T> kind, String namespace) {
    return switch (client.list(kind, namespace)) {
      case ApiResult.Refused<List<T>> _ -> 1;
      case ApiResult.Ok<List<T>>(List<T> objects) -> {
        objects.stream()
            .filter(object -> !object.metadata().isBeingDeleted())
            .forEach(object -> client.delete(kind, object.metadata()));
        yield objects.size();
      }
    };
  }
}
