package kube.controlplane.controllermanager.endpointslice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Status;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Keeps, for every Service with a selector, slices that list the Pods behind it.
///
/// Owned by the loop.
///
/// **Models** conditions, named ports, a hundred endpoints a slice, few writes, labels and owners,
/// `trafficDistribution` as hints, and that it never decides on a copy older than its own writes.
/// **Leaves out** IPv6 and the hints that the annotation `topology-mode: Auto` asks for.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ ·
/// [reconciler.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/endpointslice/reconciler.go)
public final class EndpointSliceController {

  private static final String MANAGER = "endpointslice-controller.k8s.io";
  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ApiClient client;
  private final SharedInformer<ServiceDetail> services;
  private final SharedInformer<BackendPod> pods;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<EndpointSlice> slices;
  private final ControllerLoop loop;
  private final TriggerTimes triggerTimes = new TriggerTimes();
  private final SlicesWritten written = new SlicesWritten();

  public EndpointSliceController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.services = informers.of(ServiceDetail.KIND)
        .onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(BackendPod.KIND).onChange(this::podChanged);
    this.nodes = informers.of(Kinds.NODE).onChange(this::nodeChanged);
    this.slices = informers.of(EndpointSlice.KIND).onChange(this::sliceChanged);
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

  /// A node that has moved to another zone takes its endpoints along.
  private void nodeChanged(Change<Node> change) {
    boolean moved = change.before().isPresent() && change.after().isPresent()
        && !zone(change.before().get()).equals(zone(change.after().get()));
    if (moved) services.list("").forEach(service -> loop.look(service.key()));
  }

  private void sliceChanged(Change<EndpointSlice> change) {
    EndpointSlice slice = change.object();
    if (!slice.isManagedBy(MANAGER)) return;
    if (change.isDeletion()) written.gone(slice.service(), slice);
    loop.look(slice.service());
  }

  private Result reconcile(Key key) {
    if (!services.isSynced() || !pods.isSynced() || !slices.isSynced() || !nodes.isSynced()) {
      return Result.after(Duration.ofMillis(100));
    }
    Optional<ServiceDetail> found = services.get(key);
    if (found.isEmpty()) {
      triggerTimes.forget(key);
      written.forget(key);
      return Result.done();
    }
    ServiceDetail service = found.get();
    boolean mine = !service.selector().isEmpty() && !service.isExternalName()
        && !service.metadata().isBeingDeleted();
    return mine ? reconcile(service) : Result.done();
  }

  private Result reconcile(ServiceDetail service) {
    List<EndpointSlice> existing = slices.list(service.metadata().namespace()).stream()
        .filter(slice -> slice.isManagedBy(MANAGER) && slice.service().equals(service.key()))
        .toList();
    if (written.areNewerThan(service.key(), existing)) return Result.after(LOOK_AGAIN);
    List<BackendPod> candidates = pods.list(service.metadata().namespace()).stream()
        .filter(pod -> selects(service, pod)).toList();
    Map<List<EndpointSlice.Port>, List<Endpoint>> wanted = Backends.of(service, candidates,
        name -> nodes.get(new Key("", name)).map(EndpointSliceController::zone).orElse(""));
    SortedMap<String, String> labels = labels(service);
    SlicePlan plan = SlicePlan.decide(existing, wanted,
        slice -> !slice.metadata().labels().equals(labels));
    return perform(service, plan, labels, triggerTimes.oldestNews(service, candidates));
  }

  private Result perform(ServiceDetail service, SlicePlan plan, SortedMap<String, String> labels,
      Optional<String> news) {
    List<Status> refusals = new ArrayList<>();
    for (SlicePlan.Content content : plan.created()) {
      ApiResult<EndpointSlice> made = client.create(EndpointSlice.KIND,
          service.metadata().namespace(), fresh(service, content, labels, news));
      made.toOptional().ifPresent(slice -> written.wrote(service.key(), slice));
      made.refusal().ifPresent(refusals::add);
    }
    for (SlicePlan.Changed changed : plan.changed()) {
      ApiResult<EndpointSlice> done = client.edit(EndpointSlice.KIND, changed.slice().key(),
          "", slice -> edit(slice, changed, labels, news));
      done.toOptional().ifPresent(slice -> written.wrote(service.key(), slice));
      done.refusal().filter(refusal -> !refusal.isNotFound()).ifPresent(refusals::add);
    }
    for (EndpointSlice slice : plan.deleted()) {
      client.delete(EndpointSlice.KIND, slice.metadata()).refusal()
          .filter(refusal -> !refusal.isNotFound()).ifPresent(refusals::add);
      written.gone(service.key(), slice);
    }
    boolean isEnding = refusals.stream().anyMatch(refusal -> refusal.causes().stream()
        .anyMatch(cause -> cause.reason().equals("NamespaceTerminating")));
    return refusals.isEmpty() || isEnding
        ? Result.done()
        : Result.retry(refusals.getFirst().message());
  }

  private static ObjectNode fresh(ServiceDetail service, SlicePlan.Content content,
      SortedMap<String, String> labels, Optional<String> news) {
    ObjectNode slice = Json.object().put("apiVersion", EndpointSlice.KIND.apiVersion())
        .put("kind", EndpointSlice.KIND.name());
    ObjectNode metadata = slice.putObject("metadata");
    metadata.put("generateName", service.metadata().name() + "-")
        .put("namespace", service.metadata().namespace());
    news.ifPresent(time -> metadata.putObject("annotations").put(TriggerTimes.ANNOTATION, time));
    metadata.set("labels", Json.object(labels));
    metadata.putArray("ownerReferences").add(new OwnerReference("v1", "Service",
        service.metadata().name(), service.metadata().uid(), true, true).toJson());
    slice.put("addressType", "IPv4");
    slice.set("endpoints", EndpointSlice.endpointsJson(content.endpoints()));
    slice.set("ports", EndpointSlice.portsJson(content.ports()));
    return slice;
  }

  private static void edit(ObjectNode slice, SlicePlan.Changed changed,
      SortedMap<String, String> labels, Optional<String> news) {
    ObjectNode metadata = (ObjectNode) slice.path("metadata");
    metadata.set("labels", Json.object(labels));
    ObjectNode annotations = metadata.withObject("annotations");
    news.ifPresentOrElse(time -> annotations.put(TriggerTimes.ANNOTATION, time),
        () -> annotations.remove(TriggerTimes.ANNOTATION));
    slice.set("endpoints", EndpointSlice.endpointsJson(changed.endpoints()));
    slice.set("ports", EndpointSlice.portsJson(changed.ports()));
  }

  /// The Service's own labels, and what marks a slice.
  private static SortedMap<String, String> labels(ServiceDetail service) {
    SortedMap<String, String> labels = new TreeMap<>(service.metadata().labels());
    labels.remove(HEADLESS);
    if (service.isHeadless()) labels.put(HEADLESS, "");
    labels.put(EndpointSlice.SERVICE_NAME, service.metadata().name());
    labels.put(EndpointSlice.MANAGED_BY, MANAGER);
    return labels;
  }

  private static String zone(Node node) {
    return node.metadata().labels().getOrDefault(ZONE, "");
  }
}
