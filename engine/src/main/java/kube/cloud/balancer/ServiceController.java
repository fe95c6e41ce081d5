package kube.cloud.balancer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.network.PodNetwork;
import tools.jackson.databind.node.ObjectNode;

/// Gives every Service of type LoadBalancer a balancer of the provider, and takes it back.
///
/// Owned by the loop.
///
/// **Models** the address in the status, the finalizer that keeps a Service until its balancer is
/// gone, the nodes that are asked, events. **Leaves out** Services of another `loadBalancerClass`,
/// which belong to another controller.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer ·
/// [controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/cloud-provider/controllers/service/controller.go)
public final class ServiceController {

  private static final String FINALIZER = "service.kubernetes.io/load-balancer-cleanup";
  private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

  /// What a balancer was last told.
  private record Led(String address, List<String> nodes, int healthPort) {}

  private final ApiClient client;
  private final EventRecorder events;
  private final Balancers balancers;
  private final SharedInformer<ServiceDetail> services;
  private final SharedInformer<Node> nodes;
  private final ControllerLoop loop;
  private final TreeMap<Key, Led> led = new TreeMap<>();
  private final TreeMap<Key, Long> written = new TreeMap<>();

  public ServiceController(Actor actor, ApiClient client, Informers informers,
      PodNetwork network) {
    this.client = client;
    this.events = new EventRecorder(actor, client, "service-controller");
    this.balancers = new Balancers(network, actor.randomness());
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.services = informers.of(TrafficKinds.SERVICE).onChange(this::serviceChanged);
    this.nodes = informers.of(Kinds.NODE).onChange(this::nodeChanged);
  }

  private void serviceChanged(Change<ServiceDetail> change) {
    boolean concerned = change.before().filter(ServiceController::wantsBalancer).isPresent()
        || change.after().filter(ServiceController::wantsBalancer).isPresent()
        || hasFinalizer(change.object());
    if (concerned) loop.look(change.object().key());
  }

  private void nodeChanged(Change<Node> change) {
    boolean same = change.before().filter(ServiceController::takesTraffic).isPresent() == change
        .after().filter(ServiceController::takesTraffic).isPresent();
    if (!same) led.keySet().forEach(loop::look);
  }

  private static boolean wantsBalancer(ServiceDetail service) {
    return service.type().equals("LoadBalancer") && service.balancerClass().isEmpty();
  }

  private static boolean hasFinalizer(ServiceDetail service) {
    return service.metadata().finalizers().contains(FINALIZER);
  }

  private static boolean takesTraffic(Node node) {
    return node.isReady() && !node.metadata().labels().containsKey(EXCLUDED);
  }

  private Result reconcile(Key key) {
    if (!services.isSynced() || !nodes.isSynced()) return Result.after(Duration.ofMillis(100));
    Optional<ServiceDetail> found = services.get(key);
    if (found.isEmpty()) {
      forget(key);
      return Result.done();
    }
    ServiceDetail service = found.get();
    boolean isOlderThanOurWrite = revision(service) < written.getOrDefault(key, 0L);
    if (isOlderThanOurWrite) return Result.done();
    if (wantsBalancer(service) && !service.metadata().isBeingDeleted()) return ensure(service);
    return hasFinalizer(service) ? release(service) : Result.done();
  }

  private Result ensure(ServiceDetail service) {
    List<String> hosts = nodes.list("").stream().filter(ServiceController::takesTraffic)
        .map(node -> node.metadata().name()).toList();
    Optional<String> address = address(service);
    if (address.isEmpty()) return Result.retry("no public address is left");
    Led wanted = new Led(address.get(), hosts, service.externalLocal() ? service.healthPort() : 0);
    Led before = led.put(service.key(), wanted);
    boolean isNew = service.balancerIPs().isEmpty();
    if (wanted.equals(before) && !isNew && hasFinalizer(service)) return Result.done();
    if (isNew) note(service, "EnsuringLoadBalancer", "Ensuring load balancer");
    if (!hasFinalizer(service)) {
      ApiResult<ServiceDetail> kept = finalizers(service, true);
      if (!kept.isOk()) return retry(kept);
    }
    balancers.lead(wanted.address, wanted.nodes, wanted.healthPort);
    if (!isNew) {
      if (before != null && !before.nodes.equals(hosts)) {
        note(service, "UpdatedLoadBalancer", "Updated load balancer with new hosts");
      }
      return Result.done();
    }
    ObjectNode status = Json.object();
    status.putObject("loadBalancer").putArray("ingress").addObject().put("ip", wanted.address)
        .put("ipMode", "VIP");
    ApiResult<ServiceDetail> told = client.patchStatus(TrafficKinds.SERVICE, service.key(), status);
    if (!told.isOk()) return retry(told);
    told.toOptional().ifPresent(after -> written.put(service.key(), revision(after)));
    note(service, "EnsuredLoadBalancer", "Ensured load balancer");
    return Result.done();
  }

  /// The one it has, the one we have just given it, or a free one.
  private Optional<String> address(ServiceDetail service) {
    if (!service.balancerIPs().isEmpty()) return Optional.of(service.balancerIPs().getFirst());
    Led before = led.get(service.key());
    if (before != null) return Optional.of(before.address);
    List<String> taken = new ArrayList<>();
    services.list("").forEach(other -> taken.addAll(other.balancerIPs()));
    led.values().forEach(other -> taken.add(other.address));
    return Balancers.free(taken);
  }

  private Result release(ServiceDetail service) {
    note(service, "DeletingLoadBalancer", "Deleting load balancer");
    service.balancerIPs().forEach(balancers::remove);
    forget(service.key());
    if (!service.balancerIPs().isEmpty() && !service.metadata().isBeingDeleted()) {
      ObjectNode status = Json.object();
      status.putObject("loadBalancer").putNull("ingress");
      client.patchStatus(TrafficKinds.SERVICE, service.key(), status);
    }
    ApiResult<ServiceDetail> freed = finalizers(service, false);
    boolean gone = freed.refusal().filter(refusal -> refusal.isNotFound()).isPresent();
    if (!freed.isOk() && !gone) return retry(freed);
    note(service, "DeletedLoadBalancer", "Deleted load balancer");
    return Result.done();
  }

  private static long revision(ServiceDetail service) {
    return Long.parseLong(service.metadata().resourceVersion());
  }

  private void forget(Key key) {
    written.remove(key);
    Led before = led.remove(key);
    if (before != null) balancers.remove(before.address);
  }

  private ApiResult<ServiceDetail> finalizers(ServiceDetail service, boolean present) {
    ObjectNode patch = Json.object();
    var list = patch.putObject("metadata").putArray("finalizers");
    service.metadata().finalizers().stream().filter(name -> !name.equals(FINALIZER))
        .forEach(list::add);
    if (present) list.add(FINALIZER);
    return client.patch(TrafficKinds.SERVICE, service.key(), patch);
  }

  private void note(ServiceDetail service, String reason, String message) {
    events.normal(Kinds.SERVICE, service.metadata(), reason, message);
  }

  private static Result retry(ApiResult<ServiceDetail> result) {
    return Result.retry(result.refusal().map(refusal -> refusal.message()).orElse(""));
  }
}
