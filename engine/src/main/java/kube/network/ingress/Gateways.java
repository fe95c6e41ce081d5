package kube.network.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Serves the Gateway API, once somebody has installed its kinds: it takes the Gateways of its
/// classes, tells each object what it thinks of it, and knows which routes are attached.
///
/// Owned by the loop.
///
/// **Models** GatewayClass, Gateway and HTTPRoute with their conditions; a route that names no
/// Gateway is served too. **Leaves out** filters, ReferenceGrants, and namespaces chosen by labels.
///
/// **In the standard:** https://gateway-api.sigs.k8s.io/api-types/gateway/
final class Gateways {

  private static final String GROUP = "gateway.networking.k8s.io";
  private static final Kind<AnyObject> CLASS = Kind.of(GROUP, "v1", "GatewayClass",
      "gatewayclasses").clusterScoped();
  private static final Kind<AnyObject> GATEWAY = Kind.of(GROUP, "v1", "Gateway", "gateways");
  private static final Kind<AnyObject> ROUTE = Kind.of(GROUP, "v1", "HTTPRoute", "httproutes");

  private final Actor actor;
  private final ApiClient client;
  private final TlsSecrets secrets;
  private final Predicate<Key> isService;
  private final Runnable onRoutes;
  private final Informer<AnyObject> definitions;
  private final Map<String, Informer<AnyObject>> watched = new TreeMap<>();
  private final Map<String, Informer<AnyObject>> running = new TreeMap<>();

  /// @param isService whether there is a Service of that key
  /// @param onRoutes called when there is something to route
  Gateways(Actor actor, ApiClient client, Faults faults, TlsSecrets secrets,
      Predicate<Key> isService, Runnable onRoutes) {
    this.actor = actor;
    this.client = client;
    this.secrets = secrets;
    this.isService = isService;
    this.onRoutes = onRoutes;
    this.definitions = new Informer<>(actor, client, faults,
        ExtensionKinds.CUSTOM_RESOURCE_DEFINITION.readAs(AnyObject::of))
        .onChange(this::definitionChanged);
    for (Kind<AnyObject> kind : List.of(CLASS, GATEWAY, ROUTE)) {
      watched.put(kind.qualifiedPlural(),
          new Informer<>(actor, client, faults, kind).onChange(_ -> changed()));
    }
  }

  void start() {
    definitions.start();
  }

  private void definitionChanged(Change<AnyObject> change) {
    String name = change.object().metadata().name();
    Informer<AnyObject> informer = watched.get(name);
    if (informer == null || change.isDeletion() || running.containsKey(name)) return;
    running.put(name, informer);
    informer.start();
  }

  private List<AnyObject> all(Kind<AnyObject> kind) {
    return Optional.ofNullable(running.get(kind.qualifiedPlural()))
        .map(informer -> informer.list("")).orElse(List.of());
  }

  private void changed() {
    if (!all(ROUTE).isEmpty()) onRoutes.run();
    look();
  }

  private boolean isMine(AnyObject gatewayClass) {
    return Json.text(gatewayClass.resource().tree(), "spec.controllerName")
        .equals(IngressController.CONTROLLER);
  }

  /// The Gateways that are this controller's to serve.
  private List<AnyObject> gateways() {
    List<String> classes = all(CLASS).stream().filter(this::isMine)
        .map(one -> one.metadata().name()).toList();
    return all(GATEWAY).stream().filter(gateway -> classes.contains(
        Json.text(gateway.resource().tree(), "spec.gatewayClassName"))).toList();
  }

  /// The rules of all routes that are attached to something.
  List<HttpRouteView> routes() {
    List<HttpRouteView> routes = new ArrayList<>();
    for (AnyObject route : all(ROUTE)) {
      List<JsonNode> parents = parents(route);
      List<String> own = GatewayVerdict.hosts(route);
      if (parents.isEmpty()) {
        routes.addAll(RouteReader.ofHttpRoute(route, own));
        continue;
      }
      List<Listener> attached = parents.stream()
          .flatMap(parent -> GatewayVerdict.attached(route, parent, listeners(route, parent))
              .stream())
          .toList();
      if (attached.isEmpty()) continue;
      List<String> hosts = !own.isEmpty()
          ? own
          : attached.stream().map(Listener::hostname).distinct().toList();
      routes.addAll(RouteReader.ofHttpRoute(route, hosts));
    }
    return routes;
  }

  /// The listeners with a certificate, for the edge to choose from.
  List<Listener> secureListeners() {
    return gateways().stream().flatMap(gateway -> Listener.of(gateway).stream())
        .filter(listener -> listener.isSecure() && !listener.foreign()).toList();
  }

  private static List<JsonNode> parents(AnyObject route) {
    return Json.list(route.resource().tree(), "spec.parentRefs", one -> one);
  }

  /// The listeners of the Gateway that a route refers to; none when it is not one of ours.
  private List<Listener> listeners(AnyObject route, JsonNode parent) {
    return gateway(route, parent).map(Listener::of).orElse(List.of());
  }

  private Optional<AnyObject> gateway(AnyObject route, JsonNode parent) {
    String namespace = Json.text(parent, "namespace");
    Key key = new Key(namespace.isEmpty() ? route.metadata().namespace() : namespace,
        Json.text(parent, "name"));
    return gateways().stream().filter(gateway -> gateway.key().equals(key)).findFirst();
  }

  /// Tells every object what there is to say of it, where that is news.
  void look() {
    for (AnyObject one : all(CLASS)) {
      if (isMine(one)) write(CLASS, one, conditions(one, List.of(Finding.yes("Accepted"))));
    }
    for (AnyObject gateway : gateways()) {
      if (Listener.of(gateway).stream().anyMatch(Listener::isSecure)) secrets.need();
      write(GATEWAY, gateway, status(gateway));
    }
    for (AnyObject route : all(ROUTE)) {
      ObjectNode status = status(route, Json.at(route.resource().tree(), "status.parents"));
      if (!status.isEmpty()) write(ROUTE, route, status);
    }
  }

  private ObjectNode conditions(AnyObject object, List<Finding> findings) {
    ObjectNode status = Json.object();
    Finding.write(findings, object.metadata().generation(),
        Json.at(object.resource().tree(), "status.conditions"), actor.now(),
        status.putArray("conditions"));
    return status;
  }

  private ObjectNode status(AnyObject gateway) {
    List<Listener> listeners = Listener.of(gateway);
    JsonNode before = Json.at(gateway.resource().tree(), "status.listeners");
    ArrayNode told = Json.object().putArray("listeners");
    boolean isProgrammed = true;
    for (Listener listener : listeners) {
      List<Finding> findings = GatewayVerdict.ofListener(listener,
          secret -> secrets.find(secret).isPresent());
      isProgrammed &= findings.get(1).holds();
      ObjectNode one = told.addObject().put("name", listener.name());
      one.putArray("supportedKinds").addObject().put("group", GROUP).put("kind", "HTTPRoute");
      one.put("attachedRoutes", all(ROUTE).stream().filter(route -> parents(route).stream()
          .anyMatch(parent -> GatewayVerdict.attached(route, parent, listeners(route, parent))
              .contains(listener)))
          .count());
      Finding.write(findings, gateway.metadata().generation(),
          before.valueStream().filter(old -> Json.text(old, "name").equals(listener.name()))
              .findFirst().map(old -> old.path("conditions")).orElse(Json.object()),
          actor.now(), one.putArray("conditions"));
    }
    ObjectNode status = conditions(gateway, List.of(
        Finding.yes("Accepted", isProgrammed ? "Accepted" : "ListenersNotValid"),
        isProgrammed
            ? Finding.yes("Programmed")
            : Finding.no("Programmed", "Invalid", "A listener is not valid")));
    status.putArray("addresses").addObject().put("type", "IPAddress").put("value",
        IngressController.ADDRESS);
    status.set("listeners", told);
    return status;
  }

  /// Every controller writes of the parents that are its own, and leaves the others' words alone.
  private ObjectNode status(AnyObject route, JsonNode before) {
    ObjectNode status = Json.object();
    ArrayNode parents = Json.object().putArray("parents");
    before.valueStream().filter(old -> !Json.text(old, "controllerName")
        .equals(IngressController.CONTROLLER)).forEach(parents::add);
    for (JsonNode parent : parents(route)) {
      if (gateway(route, parent).isEmpty()) continue;
      ObjectNode one = parents.addObject();
      one.set("parentRef", parent);
      one.put("controllerName", IngressController.CONTROLLER);
      JsonNode old = before.valueStream().filter(each -> each.path("parentRef").equals(parent))
          .findFirst().map(each -> each.path("conditions")).orElse(Json.object());
      Finding.write(List.of(
          GatewayVerdict.ofParent(route, parent, listeners(route, parent)),
          GatewayVerdict.ofBackends(route, isService)), route.metadata().generation(), old,
          actor.now(), one.putArray("conditions"));
    }
    if (!parents.isEmpty() || !before.isEmpty()) status.set("parents", parents);
    return status;
  }

  private void write(Kind<AnyObject> kind, AnyObject object, ObjectNode status) {
    JsonNode shown = object.resource().tree().path("status");
    boolean isNews = status.properties().stream()
        .anyMatch(field -> !field.getValue().toString()
            .equals(shown.path(field.getKey()).toString()));
    if (!isNews || object.metadata().isBeingDeleted()) return;
    client.patchStatus(kind, object.key(), status).refusal()
        .filter(refusal -> !refusal.isNotFound() && !refusal.isConflict())
        .ifPresent(refusal -> actor.record("retry", object.key().toString(), refusal.message()));
  }
}
