package kube.controlplane.controllermanager.endpointslice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs an [EndpointSliceController], ours or a learner's, against the cluster: says which Service
/// may need a look, waits until the copies show what was done last, and carries out what it decides.
///
/// Owned by the loop.
public final class EndpointSliceLoop {

  private static final String MANAGER = EndpointSliceController.MANAGER;
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ApiClient client;
  private final Part<EndpointSliceController> controller;
  private final SharedInformer<ServiceDetail> services;
  private final SharedInformer<BackendPod> pods;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<EndpointSlice> slices;
  private final ControllerLoop loop;
  private final TriggerTimes triggerTimes = new TriggerTimes();
  private final SlicesWritten written = new SlicesWritten();

  public EndpointSliceLoop(Actor actor, ApiClient client, Informers informers,
      Part<EndpointSliceController> controller) {
    this.client = client;
    this.controller = controller;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.services = informers.of(TrafficKinds.SERVICE)
        .onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(TrafficKinds.BACKEND_POD).onChange(this::podChanged);
    this.nodes = informers.of(Kinds.NODE).onChange(this::nodeChanged);
    this.slices = informers.of(TrafficKinds.ENDPOINT_SLICE).onChange(this::sliceChanged);
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
    List<EndpointSlice> existing = slices.list(key.namespace()).stream()
        .filter(slice -> slice.isManagedBy(MANAGER) && slice.service().equals(key)).toList();
    if (written.areNewerThan(key, existing)) return Result.after(LOOK_AGAIN);
    List<BackendPod> candidates = pods.list(key.namespace()).stream()
        .filter(pod -> !service.selector().isEmpty() && selects(service, pod)).toList();
    ApiSliceControl control = new ApiSliceControl(client, written, this::zoneOf, service,
        triggerTimes.oldestNews(service, candidates));
    Result asked = controller.ask(part -> part.reconcile(key, services, pods, slices, control));
    return control.refusalsOr(asked);
  }

  private String zoneOf(String node) {
    return nodes.get(new Key("", node)).map(EndpointSliceLoop::zone).orElse("");
  }

  private static String zone(Node node) {
    return node.metadata().labels().getOrDefault(ZONE, "");
  }
}
