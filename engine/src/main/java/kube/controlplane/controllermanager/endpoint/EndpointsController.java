package kube.controlplane.controllermanager.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps, for every Service with a selector, the Endpoints object of the same name.
///
/// Owned by the loop.
///
/// **Models** ready and not ready addresses, named ports, at most 1,000 addresses, labels, and the
/// end of the object with its Service. **Leaves out** the time of the oldest news as annotation,
/// which only the slices carry here.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/#endpoints ·
/// [endpoints_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/endpoint/endpoints_controller.go)
public final class EndpointsController {

  private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";

  private final ApiClient client;
  private final SharedInformer<ServiceDetail> services;
  private final SharedInformer<BackendPod> pods;
  private final SharedInformer<AnyObject> endpoints;
  private final ControllerLoop loop;

  public EndpointsController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.services = informers.of(TrafficKinds.SERVICE)
        .onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(TrafficKinds.BACKEND_POD).onChange(this::podChanged);
    this.endpoints = informers.of(CoreKinds.ENDPOINTS).onChange(this::endpointsChanged);
  }

  private void podChanged(Change<BackendPod> change) {
    boolean same = change.before().isPresent() && change.after().isPresent()
        && change.before().get().looksLike(change.after().get());
    if (same) return;
    for (ServiceDetail service : services.list(change.object().metadata().namespace())) {
      boolean concerned = !service.selector().isEmpty()
          && (change.before().filter(pod -> selects(service, pod)).isPresent()
              || change.after().filter(pod -> selects(service, pod)).isPresent());
      if (concerned) loop.look(service.key());
    }
  }

  private static boolean selects(ServiceDetail service, BackendPod pod) {
    return pod.metadata().labels().entrySet().containsAll(service.selector().entrySet());
  }

  /// Somebody has deleted it, or it was left over from a Service that is gone.
  private void endpointsChanged(Change<AnyObject> change) {
    if (isOurs(change.object())) loop.look(change.object().key());
  }

  private static boolean isOurs(AnyObject endpoints) {
    return endpoints.metadata().labels().getOrDefault(MANAGED_BY, "").equals("endpoint-controller");
  }

  private Result reconcile(Key key) {
    if (!services.isSynced() || !pods.isSynced() || !endpoints.isSynced()) {
      return Result.after(Duration.ofMillis(100));
    }
    Optional<ServiceDetail> service = services.get(key);
    Optional<AnyObject> existing = endpoints.get(key);
    if (service.isEmpty()) {
      existing.filter(EndpointsController::isOurs)
          .ifPresent(left -> client.delete(CoreKinds.ENDPOINTS, left.metadata()));
      return Result.done();
    }
    boolean mine = !service.get().selector().isEmpty() && !service.get().isExternalName();
    if (!mine) return Result.done();
    Subsets subsets = Subsets.of(service.get(), pods.list(key.namespace()));
    return existing.map(found -> update(service.get(), found, subsets))
        .orElseGet(() -> create(service.get(), subsets));
  }

  private Result create(ServiceDetail service, Subsets subsets) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "Endpoints");
    ObjectNode metadata = object.putObject("metadata")
        .put("name", service.metadata().name())
        .put("namespace", service.metadata().namespace());
    if (subsets.truncated()) metadata.putObject("annotations").put(OVER_CAPACITY, "truncated");
    metadata.set("labels", Json.object(labels(service)));
    if (!subsets.json().isEmpty()) object.set("subsets", subsets.json());
    return resultOf(client.create(CoreKinds.ENDPOINTS, service.metadata().namespace(), object));
  }

  private Result update(ServiceDetail service, AnyObject found, Subsets subsets) {
    SortedMap<String, String> labels = labels(service);
    JsonNode before = found.resource().tree().path("subsets");
    boolean sameSubsets = before.isEmpty()
        ? subsets.json().isEmpty()
        : before.equals(subsets.json());
    boolean wasTruncated = found.metadata().annotations().containsKey(OVER_CAPACITY);
    if (sameSubsets && labels.equals(found.metadata().labels())
        && wasTruncated == subsets.truncated()) {
      return Result.done();
    }
    return resultOf(client.edit(CoreKinds.ENDPOINTS, found.key(), "", object -> {
      ObjectNode metadata = (ObjectNode) object.path("metadata");
      metadata.set("labels", Json.object(labels));
      ObjectNode annotations = metadata.withObject("annotations");
      if (subsets.truncated()) annotations.put(OVER_CAPACITY, "truncated");
      else
        annotations.remove(OVER_CAPACITY);
      if (subsets.json().isEmpty()) object.remove("subsets");
      else
        object.set("subsets", subsets.json());
    }));
  }

  private static SortedMap<String, String> labels(ServiceDetail service) {
    TreeMap<String, String> labels = new TreeMap<>(service.metadata().labels());
    if (service.isHeadless()) labels.put(HEADLESS, "");
    else
      labels.remove(HEADLESS);
    labels.put(MANAGED_BY, "endpoint-controller");
    return labels;
  }

  private static Result resultOf(ApiResult<AnyObject> result) {
    List<String> goesAway = List.of("NotFound", "AlreadyExists");
    return result.refusal()
        .filter(refusal -> !goesAway.contains(refusal.reason()))
        .filter(refusal -> refusal.causes().stream()
            .noneMatch(cause -> cause.reason().equals("NamespaceTerminating")))
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
