package kube.controlplane.controllermanager.resourcequota;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Pod;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.quota.Amount;
import kube.foundation.api.quota.QuotaScopes;
import kube.foundation.api.quota.QuotaUsage;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps `status.used` of every quota true.
///
/// The API server charges what is created; nobody tells it when something goes. So this controller
/// counts again whenever an object that may count was deleted or a Pod has ended, and every five
/// minutes in any case, however often it has failed meanwhile. It writes only when the count has
/// changed.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [resource_quota_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/resourcequota/resource_quota_controller.go)
public final class ResourceQuotaController {

  private static final Duration RESYNC = Duration.ofMinutes(5);

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<AnyObject> quotas;
  private final ControllerLoop loop;
  private final Set<Key> countedAgain = new TreeSet<>();

  public ResourceQuotaController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.quotas = informers.of(CoreKinds.RESOURCE_QUOTA);
    quotas.onChange(change -> change.after().ifPresent(quota -> loop.look(quota.key())));
    informers.of(Kinds.POD).onChange(this::podChanged);
    informers.of(Kinds.SERVICE).onChange(this::lookIfGone);
    informers.of(CoreKinds.PERSISTENT_VOLUME_CLAIM).onChange(this::lookIfGone);
    informers.of(CoreKinds.SECRET).onChange(this::lookIfGone);
    informers.of(CoreKinds.CONFIG_MAP).onChange(this::lookIfGone);
  }

  private void podChanged(Change<Pod> change) {
    boolean hasEnded = change.before().filter(pod -> !pod.isFinished()).isPresent()
        && change.after().filter(Pod::isFinished).isPresent();
    if (hasEnded || change.isDeletion()) lookIn(change.object().metadata().namespace());
  }

  private <T extends KubernetesObject> void lookIfGone(Change<T> change) {
    if (change.isDeletion()) lookIn(change.object().metadata().namespace());
  }

  private void lookIn(String namespace) {
    quotas.list(namespace).forEach(quota -> loop.look(quota.key()));
  }

  private Result reconcile(Key key) {
    Optional<AnyObject> quota = quotas.get(key);
    if (quota.isEmpty()) return Result.done();
    if (countedAgain.add(key)) actor.after(RESYNC, () -> countAgain(key));
    JsonNode tree = quota.get().resource().tree();
    Map<String, Amount> used = new TreeMap<>();
    Json.at(tree, "spec.hard").propertyNames().forEach(name -> used.put(name, Amount.ZERO));
    Optional<Status> refusal = count(tree, key.namespace(), used);
    if (refusal.isPresent()) return Result.retry(refusal.get().message());
    ObjectNode status = Json.object();
    status.set("hard", Json.at(tree, "spec.hard").deepCopy());
    ObjectNode list = status.putObject("used");
    used.forEach((name, amount) -> list.put(name, amount.toString()));
    if (status.equals(tree.path("status"))) return Result.done();
    return client.patchStatus(CoreKinds.RESOURCE_QUOTA, key, status).refusal()
        .filter(problem -> !problem.isNotFound())
        .map(problem -> Result.retry(problem.message()))
        .orElse(Result.done());
  }

  private void countAgain(Key key) {
    countedAgain.remove(key);
    loop.look(key);
  }

  /// Adds up what is there of every kind that the quota limits.
  private Optional<Status> count(JsonNode quota, String namespace, Map<String, Amount> used) {
    for (Kind<?> kind : Kinds.ALL) {
      boolean isCounted = kind.namespaced() && kind.isStored()
          && QuotaUsage.isCounted(kind, used.keySet());
      if (!isCounted) continue;
      switch (client.list(kind.readAs(AnyObject::of), namespace)) {
        case ApiResult.Refused<List<AnyObject>>(Status refusal) -> {
          return Optional.of(refusal);
        }
        case ApiResult.Ok<List<AnyObject>>(List<AnyObject> objects) ->
          objects.forEach(object -> add(kind, quota, object.resource().tree(), used));
      }
    }
    return Optional.empty();
  }

  private static void add(Kind<?> kind, JsonNode quota, JsonNode object,
      Map<String, Amount> used) {
    if (!QuotaScopes.match(quota, kind, object)) return;
    QuotaUsage.of(kind, object).forEach(
        (name, amount) -> used.computeIfPresent(name, (_, sum) -> sum.plus(amount)));
  }
}
