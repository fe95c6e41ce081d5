package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import kube.foundation.machine.Randomness;
import kube.network.ingress.EdgeRouter.RouteResult;
import kube.network.ingress.HostThenPath;
import kube.network.ingress.HttpRequestView;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;
import org.junit.jupiter.api.Test;

/// How web requests find their Service.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/
class RoutesTest {

  private static final String INGRESS = """
      {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop}, spec: {rules: [
        {host: shop.io, http: {paths: [
          {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}},
          {path: /api, pathType: Prefix, backend: {service: {name: api, port: {name: http}}}}]}}]}}
      """;

  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#simple-fanout
  @Test
  void an_ingress_leads_by_host_and_path_to_services() {
    Town town = Town.calm(1).echoes("web", 1).service("web", "").echoes("api", 1)
        .service("api", "").create(INGRESS).settle();

    assertThat(town.browse("shop.io", "/hostname")).isEqualTo("200 OK | web-0");
    assertThat(town.browse("SHOP.io:80", "/api/x")).contains("Hostname: api-0",
        "x-forwarded-for: 198.51.100.7");
    assertThat(town.browse("shop.io", "/apis")).contains("Hostname: web-0");
    assertThat(town.browse("other.io", "/")).startsWith("404 Not Found");
    assertThat(town.get("/apis/networking.k8s.io/v1/namespaces/default/ingresses/shop")
        .path("status").path("loadBalancer").path("ingress").path(0).path("ip").asString())
        .isEqualTo("203.0.113.1");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource
  @Test
  void without_endpoints_the_page_is_unavailable_and_not_unknown() {
    Town town = Town.calm(2).service("web", "").service("api", "").create(INGRESS).settle();

    assertThat(town.browse("shop.io", "/")).startsWith("503 Service Temporarily Unavailable");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
  @Test
  void an_ingress_of_another_class_is_left_alone() {
    Town town = Town.calm(3).echoes("web", 1).service("web", "").create(
        INGRESS.replace("spec: {", "spec: {ingressClassName: theirs, ")).settle();

    assertThat(town.browse("shop.io", "/")).startsWith("404 Not Found");
    town.create("{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: theirs},"
        + " spec: {controller: inside-out.dev/ingress-controller}}").settle();
    assertThat(town.browse("shop.io", "/hostname")).isEqualTo("200 OK | web-0");
  }

  /// https://gateway-api.sigs.k8s.io/api-types/httproute/
  @Test
  void an_http_route_is_served_once_its_kind_is_installed() {
    Town town = Town.calm(4).echoes("web", 1).service("web", "").create("""
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
          metadata: {name: httproutes.gateway.networking.k8s.io,
            annotations: {api-approved.kubernetes.io: "https://github.com/kubernetes-sigs/gateway-api"}},
          spec: {group: gateway.networking.k8s.io, scope: Namespaced,
            names: {kind: HTTPRoute, plural: httproutes}, versions: [{name: v1, served: true,
              storage: true, schema: {openAPIV3Schema: {type: object,
                x-kubernetes-preserve-unknown-fields: true}}}]}}""").settle();
    town.post("/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes", """
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {
          hostnames: ["*.shop.io"], rules: [{matches: [{path: {type: PathPrefix, value: /},
            headers: [{name: X-Team, value: blue}]}], backendRefs: [{name: web, port: 80}]}]}}""");
    town.advance(java.time.Duration.ofMinutes(1));

    assertThat(town.browse("a.shop.io", "/hostname")).isEqualTo("200 OK | web-0");
    assertThat(town.browse("a.b.shop.io", "/hostname")).startsWith("404");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
  @Test
  void exact_before_longest_prefix_and_exact_host_before_star() {
    List<HttpRouteView> routes = List.of(route("*.shop.io", PathKind.EXACT, "/foo", "star"),
        route("a.shop.io", PathKind.PREFIX, "/", "root"),
        route("a.shop.io", PathKind.PREFIX, "/foo", "foo"),
        route("a.shop.io", PathKind.EXACT, "/foo", "exact"),
        route("", PathKind.DEFAULT, "/", "default"));

    assertThat(chosen(routes, "a.shop.io", "/foo")).isEqualTo("exact");
    assertThat(chosen(routes, "a.shop.io", "/foo/")).isEqualTo("foo");
    assertThat(chosen(routes, "a.shop.io", "/foobar")).isEqualTo("root");
    assertThat(chosen(routes, "b.shop.io", "/foo")).isEqualTo("star");
    assertThat(chosen(routes, "c.b.shop.io", "/foo")).isEqualTo("default");
    assertThat(chosen(routes, "a.shop.io", "/foo%2Fbar")).isEqualTo("root");
  }

  /// https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
  @Test
  void weights_are_drawn() {
    HttpRouteView route = new HttpRouteView("r", Instant.EPOCH, "", PathKind.PREFIX, "/",
        new TreeMap<>(), List.of(new Backend("d", "old", "80", 90), new Backend("d", "new", "80",
            10)));
    Randomness chance = new Randomness(1);
    int fresh = 0;
    for (int i = 0; i < 1_000; i++) {
      var result = new HostThenPath().route(request("x", "/"), List.of(route), _ -> true, chance);
      if (((RouteResult.To) result).backend().service().equals("new")) fresh++;
    }
    assertThat(fresh).isBetween(70, 130);
  }

  private static HttpRouteView route(String host, PathKind kind, String path, String service) {
    return new HttpRouteView(service, Instant.EPOCH, host, kind, path, new TreeMap<>(),
        List.of(new Backend("default", service, "80", 1)));
  }

  private static HttpRequestView request(String host, String path) {
    return new HttpRequestView("GET", host, path, new TreeMap<>());
  }

  private static String chosen(List<HttpRouteView> routes, String host, String path) {
    var result = new HostThenPath().route(request(host, path), routes, _ -> true,
        new Randomness(1));
    return ((RouteResult.To) result).backend().service();
  }
}
