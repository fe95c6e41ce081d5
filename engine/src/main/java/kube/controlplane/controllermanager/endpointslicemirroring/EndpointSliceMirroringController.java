package kube.controlplane.controllermanager.endpointslicemirroring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;
import kube.foundation.api.discovery.SliceJson;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps a slice for every subset of an Endpoints object whose Service has no selector.
///
/// Owned by the loop.
///
/// **Models** which objects are mirrored, at most 1,000 addresses a subset, owner and labels.
/// **Leaves out** several slices a subset and addresses of IPv6.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/service/#endpointslice-mirroring
public final class EndpointSliceMirroringController {

  private static final String MANAGER = "endpointslicemirroring-controller.k8s.io";
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";
  private static final int ADDRESSES_AT_MOST = 1_000;

  private final ApiClient client;
  private final SharedInformer<ServiceDetail> services;
  private final SharedInformer<AnyObject> endpoints;
  private final SharedInformer<EndpointSlice> slices;
  private final ControllerLoop loop;

  public EndpointSliceMirroringController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.services = informers.of(TrafficKinds.SERVICE)
        .onChange(change -> loop.look(change.object().key()));
    this.endpoints = informers.of(CoreKinds.ENDPOINTS)
        .onChange(change -> loop.look(change.object().key()));
    this.slices = informers.of(TrafficKinds.ENDPOINT_SLICE).onChange(change -> {
      if (change.object().isManagedBy(MANAGER)) loop.look(change.object().service());
    });
  }

  private Result reconcile(Key key) {
    if (!services.isSynced() || !endpoints.isSynced() || !slices.isSynced()) {
      return Result.after(Duration.ofMillis(100));
    }
    Map<List<Port>, List<Endpoint>> wanted = new LinkedHashMap<>();
    Optional<AnyObject> source = endpoints.get(key).filter(this::isMirrored);
    source.ifPresent(found -> found.resource().tree().path("subsets")
        .forEach(subset -> wanted.put(ports(subset), addresses(subset))));
    List<String> refusals = new ArrayList<>();
    for (EndpointSlice slice : slices.list(key.namespace())) {
      if (!slice.isManagedBy(MANAGER) || !slice.service().equals(key)) continue;
      List<Endpoint> now = wanted.remove(slice.ports());
      if (now == null) note(client.delete(TrafficKinds.ENDPOINT_SLICE, slice.metadata()), refusals);
      else if (!now.equals(slice.endpoints())) {
        note(client.edit(TrafficKinds.ENDPOINT_SLICE, slice.key(), "",
            object -> object.set("endpoints", SliceJson.endpoints(now))), refusals);
      }
    }
    source.ifPresent(found -> wanted.forEach((ports, addresses) -> note(
        client.create(TrafficKinds.ENDPOINT_SLICE, key.namespace(), slice(found, ports, addresses)),
        refusals)));
    return refusals.isEmpty() ? Result.done() : Result.retry(refusals.getFirst());
  }

  private static void note(ApiResult<?> result, List<String> refusals) {
    result.refusal().filter(refusal -> !refusal.isNotFound() && refusal.code() != 409)
        .ifPresent(refusal -> refusals.add(refusal.message()));
  }

  private boolean isMirrored(AnyObject object) {
    return !"true".equals(object.metadata().labels().get(SKIP))
        && !object.metadata().annotations().containsKey(LEADER)
        && services.get(object.key())
            .filter(service -> service.selector().isEmpty() && !service.isExternalName())
            .isPresent();
  }

  private static List<Port> ports(JsonNode subset) {
    return Json.list(subset, "ports", Port::of);
  }

  private static List<Endpoint> addresses(JsonNode subset) {
    List<Endpoint> endpoints = new ArrayList<>();
    subset.path("addresses").forEach(address -> endpoints.add(endpoint(address, true)));
    subset.path("notReadyAddresses").forEach(address -> endpoints.add(endpoint(address, false)));
    return endpoints.subList(0, Math.min(endpoints.size(), ADDRESSES_AT_MOST));
  }

  private static Endpoint endpoint(JsonNode address, boolean ready) {
    ObjectNode json = Json.object();
    json.putArray("addresses").add(Json.text(address, "ip"));
    json.putObject("conditions").put("ready", ready);
    json.put("hostname", Json.text(address, "hostname"));
    json.put("nodeName", Json.text(address, "nodeName"));
    if (address.has("targetRef")) json.set("targetRef", address.path("targetRef"));
    return Endpoint.of(json);
  }

  private static ObjectNode slice(AnyObject source, List<Port> ports, List<Endpoint> endpoints) {
    ObjectNode slice = Json.object().put("apiVersion", TrafficKinds.ENDPOINT_SLICE.apiVersion())
        .put("kind", TrafficKinds.ENDPOINT_SLICE.name());
    ObjectNode metadata = slice.putObject("metadata")
        .put("generateName", source.metadata().name() + "-")
        .put("namespace", source.metadata().namespace());
    TreeMap<String, String> labels = new TreeMap<>(source.metadata().labels());
    labels.put(EndpointSlice.SERVICE_NAME, source.metadata().name());
    labels.put(EndpointSlice.MANAGED_BY, MANAGER);
    metadata.set("labels", Json.object(labels));
    metadata.putArray("ownerReferences").add(new OwnerReference("v1", "Endpoints",
        source.metadata().name(), source.metadata().uid(), true, true).toJson());
    slice.put("addressType", "IPv4");
    slice.set("endpoints", SliceJson.endpoints(endpoints));
    slice.set("ports", SliceJson.ports(ports));
    return slice;
  }
}
