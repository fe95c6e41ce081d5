package kube.network.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.api.kinds.NetworkKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;
import kube.network.DataPlane;
import kube.network.PodNetwork;
import kube.network.SocketAddress;
import kube.network.ingress.EdgeRouter.RouteResult;
import kube.network.ingress.HttpRouteView.Backend;
import tools.jackson.databind.node.ObjectNode;

/// Leads HTTP from one public address to Services, as Ingress and HTTPRoute objects say.
///
/// It serves each Ingress without a class, and those of a class whose controller it is; what
/// [Gateways] are served for is told there.
///
/// Owned by the loop.
///
/// **Models** a controller of the cluster's own, which sends to Pods directly and not through the
/// Service's address. With which certificates the edge speaks TLS, it knows from `tls` of Ingresses
/// and from listeners of Gateways. **Leaves out** that plain requests are sent on to HTTPS.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
public final class IngressController {

  /// Where it listens, on port 80.
  public static final String ADDRESS = "203.0.113.1";
  static final String CONTROLLER = "inside-out.dev/ingress-controller";

  private final Actor actor;
  private final ApiClient client;
  private final Part<EdgeRouter> router;
  private final Informer<AnyObject> ingresses;
  private final Informer<AnyObject> classes;
  private final TlsSecrets secrets;
  private final Gateways gateways;
  private final Informer<ServiceDetail> services;
  private final Informer<EndpointSlice> slices;
  private boolean readsServices;

  public IngressController(Actor actor, ApiClient client, Faults faults, Part<EdgeRouter> router) {
    this.actor = actor;
    this.client = client;
    this.router = router;
    this.ingresses = new Informer<>(actor, client, faults, NetworkKinds.INGRESS)
        .onChange(this::ingressChanged);
    this.classes = new Informer<>(actor, client, faults, NetworkKinds.INGRESS_CLASS)
        .onChange(_ -> tellAddresses());
    this.services = new Informer<>(actor, client, faults, TrafficKinds.SERVICE)
        .onChange(_ -> lookAtGateways());
    this.secrets = new TlsSecrets(actor, client, faults, this::lookAtGateways);
    this.gateways = new Gateways(actor, client, faults, secrets,
        service -> services.get(service).isPresent(), this::readServices);
    this.slices = new Informer<>(actor, client, faults, TrafficKinds.ENDPOINT_SLICE);
  }

  public void start(PodNetwork network) {
    network.machine("ingress", ADDRESS, DataPlane.empty(),
        new HttpRouter(ADDRESS, network, this::target));
    ingresses.start();
    classes.start();
    gateways.start();
  }

  private void lookAtGateways() {
    gateways.look();
  }

  /// The certificate and the key for a host that a client asks for; empty when nobody brought one.
  ///
  /// @param host empty when the client does not say, which gets the first there is
  public <T> Optional<T> certificate(String host, BiFunction<String, String, T> pair) {
    return TlsHosts.find(host, ingresses.list("").stream().filter(this::isMine).toList(),
        gateways.secureListeners()).flatMap(secrets::find)
        .map(found -> pair.apply(found.certificate(), found.key()));
  }

  private void ingressChanged(Change<AnyObject> change) {
    readServices();
    if (TlsHosts.isAsked(change.object())) secrets.need();
    tellAddresses();
  }

  /// Where there is nothing to route, there is nothing to know of Services.
  private void readServices() {
    if (readsServices) return;
    readsServices = true;
    services.start();
    slices.start();
  }

  private HttpRouter.Target target(HttpRequestView request) {
    if (!actor.isRunning()) return new HttpRouter.Target.Page("502 Bad Gateway");
    List<HttpRouteView> routes = routes();
    Predicate<Backend> hasEndpoints = backend -> !endpoints(backend).isEmpty();
    RouteResult result = ask(request, routes, hasEndpoints);
    if (router.isForeign()) {
      Optional<String> lie = new RouteCheck(routes, hasEndpoints).lieIn(result, request);
      lie.ifPresent(router::lied);
      if (lie.isPresent()) result = ask(request, routes, hasEndpoints);
    }
    return target(result);
  }

  private RouteResult ask(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints) {
    return router.ask(part -> part.route(request, routes, hasEndpoints, actor.randomness()));
  }

  private HttpRouter.Target target(RouteResult result) {
    return switch (result) {
      case RouteResult.NoRoute _ -> new HttpRouter.Target.Page("404 Not Found");
      case RouteResult.NoEndpoints _ ->
        new HttpRouter.Target.Page("503 Service Temporarily Unavailable");
      case RouteResult.To to ->
        new HttpRouter.Target.Pod(actor.randomness().pick(endpoints(to.backend())));
    };
  }

  private List<HttpRouteView> routes() {
    List<HttpRouteView> routes = new ArrayList<>();
    ingresses.list("").stream().filter(this::isMine)
        .forEach(ingress -> routes.addAll(RouteReader.ofIngress(ingress)));
    routes.addAll(gateways.routes());
    return routes;
  }

  private boolean isMine(AnyObject ingress) {
    String wanted = Json.text(ingress.resource().tree(), "spec.ingressClassName");
    return wanted.isEmpty() || classes.get(new Key("", wanted))
        .filter(found -> Json.text(found.resource().tree(), "spec.controller").equals(CONTROLLER))
        .isPresent();
  }

  /// The Pods behind a backend that may get new requests.
  private List<SocketAddress> endpoints(Backend backend) {
    Key key = new Key(backend.namespace(), backend.service());
    Set<SocketAddress> addresses = new TreeSet<>();
    services.get(key).stream().flatMap(service -> service.ports().stream())
        .filter(port -> port.name().equals(backend.port())
            || Integer.toString(port.port()).equals(backend.port()))
        .forEach(port -> slices.list(backend.namespace()).stream()
            .filter(slice -> slice.service().equals(key))
            .forEach(slice -> addAll(slice, port.name(), addresses)));
    return List.copyOf(addresses);
  }

  private static void addAll(EndpointSlice slice, String portName,
      Set<SocketAddress> addresses) {
    slice.ports().stream().filter(port -> port.name().equals(portName))
        .forEach(port -> slice.endpoints().stream().filter(Endpoint::ready)
            .forEach(endpoint -> addresses.add(
                new SocketAddress(endpoint.address(), port.port()))));
  }

  /// Writes its address into each Ingress that it serves.
  private void tellAddresses() {
    if (!ingresses.isSynced() || !classes.isSynced()) return;
    for (AnyObject ingress : ingresses.list("")) {
      boolean told = !Json.at(ingress.resource().tree(), "status.loadBalancer.ingress").isEmpty();
      if (told || !isMine(ingress) || ingress.metadata().isBeingDeleted()) continue;
      ObjectNode status = Json.object();
      status.putObject("loadBalancer").putArray("ingress").addObject().put("ip", ADDRESS);
      client.patchStatus(NetworkKinds.INGRESS, ingress.key(), status).refusal()
          .ifPresent(refusal -> actor.record("retry", ingress.key().toString(),
              refusal.message()));
    }
  }
}
