package kube.network.ingress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;
import tools.jackson.databind.JsonNode;

/// Reads the rules out of Ingress and HTTPRoute objects. Pure functions.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/ ·
/// https://kubernetes.io/docs/concepts/services-networking/gateway/
final class RouteReader {

  private RouteReader() {}

  static List<HttpRouteView> ofIngress(AnyObject ingress) {
    List<HttpRouteView> routes = new ArrayList<>();
    String namespace = ingress.metadata().namespace();
    JsonNode spec = ingress.resource().tree().path("spec");
    if (spec.has("defaultBackend")) {
      routes.add(route(ingress, "", PathKind.DEFAULT, "/", new TreeMap<>(),
          List.of(backend(namespace, spec.path("defaultBackend")))));
    }
    for (JsonNode rule : spec.path("rules")) {
      for (JsonNode path : Json.at(rule, "http.paths")) {
        PathKind kind = Json.text(path, "pathType").equals("Exact")
            ? PathKind.EXACT
            : PathKind.PREFIX;
        String text = Json.text(path, "path");
        routes.add(route(ingress, Json.text(rule, "host"), kind, text.isEmpty() ? "/" : text,
            new TreeMap<>(), List.of(backend(namespace, path.path("backend")))));
      }
    }
    return routes;
  }

  /// @param hosts those for which the route is served; none for every host
  static List<HttpRouteView> ofHttpRoute(AnyObject object, List<String> hosts) {
    List<HttpRouteView> routes = new ArrayList<>();
    JsonNode spec = object.resource().tree().path("spec");
    for (JsonNode rule : spec.path("rules")) {
      List<Backend> backends = Json.list(rule, "backendRefs",
          reference -> reference(object.metadata().namespace(), reference));
      List<JsonNode> matches = new ArrayList<>(Json.list(rule, "matches", match -> match));
      if (matches.isEmpty()) matches.add(Json.object());
      for (String host : hosts.isEmpty() ? List.of("") : hosts) {
        matches.forEach(match -> routes.add(ofMatch(object, host, match, backends)));
      }
    }
    return routes;
  }

  private static HttpRouteView ofMatch(AnyObject object, String host, JsonNode match,
      List<Backend> backends) {
    SortedMap<String, String> headers = new TreeMap<>();
    match.path("headers").forEach(header -> headers.put(
        Json.text(header, "name").toLowerCase(Locale.ROOT), Json.text(header, "value")));
    PathKind kind = Json.text(match, "path.type").equals("Exact")
        ? PathKind.EXACT
        : PathKind.PREFIX;
    String path = Json.text(match, "path.value");
    return route(object, host, kind, path.isEmpty() ? "/" : path, headers, backends);
  }

  private static HttpRouteView route(AnyObject object, String host, PathKind kind, String path,
      SortedMap<String, String> headers, List<Backend> backends) {
    return new HttpRouteView(object.resource().kind() + " " + object.metadata().key(),
        object.metadata().creationTimestamp().orElse(Instant.EPOCH), host, kind, path, headers,
        backends);
  }

  private static Backend backend(String namespace, JsonNode tree) {
    String name = Json.text(tree, "service.port.name");
    return new Backend(namespace, Json.text(tree, "service.name"),
        name.isEmpty() ? Integer.toString(Json.number(tree, "service.port.number", 0)) : name, 1);
  }

  /// A backend of another namespace would need that namespace's grant, which is not modelled: it is
  /// nobody.
  private static Backend reference(String namespace, JsonNode tree) {
    String other = Json.text(tree, "namespace");
    boolean foreign = !other.isEmpty() && !other.equals(namespace);
    return new Backend(namespace, foreign ? "" : Json.text(tree, "name"),
        Integer.toString(Json.number(tree, "port", 0)), Json.number(tree, "weight", 1));
  }
}
