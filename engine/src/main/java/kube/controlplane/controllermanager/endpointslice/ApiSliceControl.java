package kube.controlplane.controllermanager.endpointslice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Status;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;
import kube.foundation.api.discovery.SliceJson;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Result;
import kube.foundation.machine.PartFailure;
import tools.jackson.databind.node.ObjectNode;

/// Writes the slices of one Service through the API, in one pass.
final class ApiSliceControl implements SliceControl {

  private static final String HEADLESS = "service.kubernetes.io/headless";

  private final ApiClient client;
  private final SlicesWritten written;
  private final UnaryOperator<String> zones;
  private final ServiceDetail service;
  private final SortedMap<String, String> labels;
  private final Optional<String> news;
  private final List<Status> refusals = new ArrayList<>();

  /// @param news when the oldest change happened that these writes answer
  ApiSliceControl(ApiClient client, SlicesWritten written, UnaryOperator<String> zones,
      ServiceDetail service, Optional<String> news) {
    this.client = client;
    this.written = written;
    this.zones = zones;
    this.service = service;
    this.labels = labels(service);
    this.news = news;
  }

  /// The Service's own labels, and what marks a slice.
  private static SortedMap<String, String> labels(ServiceDetail service) {
    SortedMap<String, String> labels = new TreeMap<>(service.metadata().labels());
    labels.remove(HEADLESS);
    if (service.isHeadless()) labels.put(HEADLESS, "");
    labels.put(EndpointSlice.SERVICE_NAME, service.metadata().name());
    labels.put(EndpointSlice.MANAGED_BY, EndpointSliceController.MANAGER);
    return labels;
  }

  @Override
  public String zoneOf(String node) {
    return zones.apply(node);
  }

  @Override
  public boolean isOutdated(EndpointSlice slice) {
    return !slice.metadata().labels().equals(labels);
  }

  @Override
  public void create(List<Port> ports, List<Endpoint> endpoints) {
    ApiResult<EndpointSlice> made = client.create(TrafficKinds.ENDPOINT_SLICE,
        service.metadata().namespace(), fresh(ports, endpoints));
    made.toOptional().ifPresent(slice -> written.wrote(service.key(), slice));
    made.refusal().ifPresent(refusals::add);
  }

  @Override
  public void update(EndpointSlice slice, List<Port> ports, List<Endpoint> endpoints) {
    check(slice);
    ApiResult<EndpointSlice> done = client.edit(TrafficKinds.ENDPOINT_SLICE, slice.key(), "",
        tree -> edit(tree, ports, endpoints));
    done.toOptional().ifPresent(now -> written.wrote(service.key(), now));
    done.refusal().filter(refusal -> !refusal.isNotFound()).ifPresent(refusals::add);
  }

  @Override
  public void delete(EndpointSlice slice) {
    check(slice);
    client.delete(TrafficKinds.ENDPOINT_SLICE, slice.metadata()).refusal()
        .filter(refusal -> !refusal.isNotFound()).ifPresent(refusals::add);
    written.gone(service.key(), slice);
  }

  /// Somebody else's slices are not ours to write.
  private void check(EndpointSlice slice) {
    boolean isOurs = slice.isManagedBy(EndpointSliceController.MANAGER)
        && slice.service().equals(service.key());
    if (isOurs) return;
    throw new PartFailure("it wrote the slice " + slice.metadata().name()
        + ", which is not one of the Service " + service.metadata().name());
  }

  /// Another try when a write was refused, and else what the pass asks for.
  Result refusalsOr(Result otherwise) {
    boolean isEnding = refusals.stream().anyMatch(refusal -> refusal.causes().stream()
        .anyMatch(cause -> cause.reason().equals("NamespaceTerminating")));
    return refusals.isEmpty() || isEnding
        ? otherwise
        : Result.retry(refusals.getFirst().message());
  }

  private ObjectNode fresh(List<Port> ports, List<Endpoint> endpoints) {
    ObjectNode slice = Json.object().put("apiVersion", TrafficKinds.ENDPOINT_SLICE.apiVersion())
        .put("kind", TrafficKinds.ENDPOINT_SLICE.name());
    ObjectNode metadata = slice.putObject("metadata");
    metadata.put("generateName", service.metadata().name() + "-")
        .put("namespace", service.metadata().namespace());
    news.ifPresent(time -> metadata.putObject("annotations").put(TriggerTimes.ANNOTATION, time));
    metadata.set("labels", Json.object(labels));
    metadata.putArray("ownerReferences").add(new OwnerReference("v1", "Service",
        service.metadata().name(), service.metadata().uid(), true, true).toJson());
    slice.put("addressType", "IPv4");
    slice.set("endpoints", SliceJson.endpoints(endpoints));
    slice.set("ports", SliceJson.ports(ports));
    return slice;
  }

  private void edit(ObjectNode slice, List<Port> ports, List<Endpoint> endpoints) {
    ObjectNode metadata = (ObjectNode) slice.path("metadata");
    metadata.set("labels", Json.object(labels));
    ObjectNode annotations = metadata.withObject("annotations");
    news.ifPresentOrElse(time -> annotations.put(TriggerTimes.ANNOTATION, time),
        () -> annotations.remove(TriggerTimes.ANNOTATION));
    slice.set("endpoints", SliceJson.endpoints(endpoints));
    slice.set("ports", SliceJson.ports(ports));
  }
}
