package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the objects of the Gateway API, and Ingresses, say of themselves.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/gateway/
class GatewaysTest {

  private static final String API = "/apis/gateway.networking.k8s.io/v1/";
  private static final String GATEWAYS = API + "namespaces/default/gateways";
  private static final String ROUTES = API + "namespaces/default/httproutes";

  private static String definition(String kind, String plural, String scope) {
    return """
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
          metadata: {name: %2$s.gateway.networking.k8s.io,
            annotations: {api-approved.kubernetes.io: "https://github.com/kubernetes-sigs/gateway-api"}},
          spec: {group: gateway.networking.k8s.io, scope: %3$s,
            names: {kind: %1$s, plural: %2$s}, versions: [{name: v1, served: true,
              storage: true, subresources: {status: {}}, schema: {openAPIV3Schema: {type: object,
                x-kubernetes-preserve-unknown-fields: true}}}]}}
        """.formatted(kind, plural, scope);
  }

  /// A town with the kinds installed, a class that is ours, and a Gateway with these listeners.
  private static Town withGateway(long seed, String listeners) {
    Town town = Town.calm(seed).echoes("web", 1).service("web", "")
        .create(definition("GatewayClass", "gatewayclasses", "Cluster"))
        .create(definition("Gateway", "gateways", "Namespaced"))
        .create(definition("HTTPRoute", "httproutes", "Namespaced")).settle();
    return town.post(API + "gatewayclasses", """
        {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: ours},
          spec: {controllerName: inside-out.dev/ingress-controller}}""")
        .post(GATEWAYS, """
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: front},
              spec: {gatewayClassName: ours, listeners: [%s]}}""".formatted(listeners))
        .advance(Duration.ofMinutes(1));
  }

  private static Town route(Town town, String more, String backend) {
    return town.post(ROUTES, """
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: shop}, spec: {
          parentRefs: [{name: front}], %s rules: [{backendRefs: [{name: %s, port: 80}]}]}}"""
        .formatted(more, backend)).advance(Duration.ofSeconds(20));
  }

  /// `Accepted=True Accepted` and so on, for each condition.
  private static String conditions(JsonNode holder) {
    StringBuilder text = new StringBuilder();
    holder.path("conditions").forEach(one -> text.append(text.isEmpty() ? "" : ", ")
        .append(Json.text(one, "type")).append('=').append(Json.text(one, "status")).append(' ')
        .append(Json.text(one, "reason")));
    return text.toString();
  }

  /// "Accepted", "Programmed": https://gateway-api.sigs.k8s.io/geps/gep-1364/
  @Test
  void a_gateway_says_that_it_is_accepted_and_programmed_and_where_it_is() {
    Town town = withGateway(1, "{name: http, protocol: HTTP, port: 80}");
    route(town, "hostnames: [shop.io],", "web");

    JsonNode gateway = town.get(GATEWAYS + "/front").path("status");
    assertThat(conditions(gateway)).as(town::timeline)
        .isEqualTo("Accepted=True Accepted, Programmed=True Programmed");
    assertThat(Json.text(gateway.path("addresses").path(0), "value")).isEqualTo("203.0.113.1");
    JsonNode listener = gateway.path("listeners").path(0);
    assertThat(conditions(listener)).isEqualTo("Accepted=True Accepted, Programmed=True Programmed,"
        + " ResolvedRefs=True ResolvedRefs, Conflicted=False NoConflicts");
    assertThat(Json.number(listener, "attachedRoutes", 0)).isEqualTo(1);
    assertThat(conditions(town.get(API + "gatewayclasses/ours").path("status")))
        .isEqualTo("Accepted=True Accepted");

    JsonNode parent = town.get(ROUTES + "/shop").path("status").path("parents").path(0);
    assertThat(conditions(parent))
        .isEqualTo("Accepted=True Accepted, ResolvedRefs=True ResolvedRefs");
    assertThat(Json.number(parent.path("conditions").path(0), "observedGeneration", 0))
        .isEqualTo(1);
    assertThat(town.browse("shop.io", "/hostname")).isEqualTo("200 OK | web-0");
    long last = town.cluster().log().lastSequence();
    town.advance(Duration.ofSeconds(5));
    assertThat(town.cluster().log().after(last)).as("the router writes no more")
        .noneMatch(entry -> entry.actor().equals("ingress") && entry.revision() > 0);
  }

  /// https://gateway-api.sigs.k8s.io/api-types/httproute/#parentrefs
  @Test
  void a_route_says_why_it_is_not_served() {
    Town town = withGateway(2, "{name: http, protocol: HTTP, port: 80, hostname: '*.shop.io'}");
    route(town, "hostnames: [other.io],", "missing");

    assertThat(conditions(town.get(ROUTES + "/shop").path("status").path("parents").path(0)))
        .isEqualTo("Accepted=False NoMatchingListenerHostname, ResolvedRefs=False"
            + " BackendNotFound");
    assertThat(town.browse("other.io", "/")).startsWith("404");
  }

  /// https://gateway-api.sigs.k8s.io/guides/tls/
  @Test
  void a_listener_without_its_certificate_is_not_programmed_until_the_secret_comes() {
    Town town = withGateway(3, "{name: https, protocol: HTTPS, port: 443,"
        + " tls: {certificateRefs: [{name: shop-tls}]}}");
    JsonNode before = town.get(GATEWAYS + "/front").path("status");
    assertThat(conditions(before))
        .isEqualTo("Accepted=True ListenersNotValid, Programmed=False Invalid");
    assertThat(conditions(before.path("listeners").path(0)))
        .isEqualTo("Accepted=True Accepted, Programmed=False Invalid, ResolvedRefs=False"
            + " InvalidCertificateRef, Conflicted=False NoConflicts");

    town.create("""
        {apiVersion: v1, kind: Secret, metadata: {name: shop-tls}, type: kubernetes.io/tls,
          stringData: {tls.crt: "-----BEGIN CERTIFICATE-----", tls.key: key}}""")
        .advance(Duration.ofSeconds(20));

    assertThat(conditions(town.get(GATEWAYS + "/front").path("status")))
        .isEqualTo("Accepted=True Accepted, Programmed=True Programmed");
  }

  /// Several requests on one connection, each to where it belongs.
  /// https://www.rfc-editor.org/rfc/rfc9112#name-persistence
  @Test
  void one_connection_carries_many_requests() {
    Town town = Town.calm(4).echoes("web", 1).service("web", "").create("""
        {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop}, spec: {
          defaultBackend: {service: {name: web, port: {number: 80}}}}}""").settle();
    Town.Heard heard = town.connect(80);
    String get = "GET /hostname HTTP/1.1\r\nHost: a\r\n\r\n";

    town.say(heard, "POST /hostname HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + get);
    assertThat(heard.text().split("HTTP/1.1 200 OK")).hasSize(3);
    assertThat(heard.text()).contains("Connection: keep-alive").endsWith("web-0");
    assertThat(heard.isOver()).isFalse();

    town.say(heard, get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    assertThat(heard.text().split("HTTP/1.1 200 OK")).hasSize(4);
    assertThat(heard.isOver()).isTrue();
  }

  /// "The Ingress controller … TLS termination at the ingress point": what was encrypted says so.
  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
  @Test
  void what_came_in_by_tls_is_told_to_the_pod() {
    Town town = Town.calm(5).echoes("web", 1).service("web", "").create("""
        {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop}, spec: {
          tls: [{hosts: [shop.io], secretName: shop-tls}],
          defaultBackend: {service: {name: web, port: {number: 80}}}}}""").settle();
    Town.Heard heard = town.connect(443);

    town.say(heard, "GET /x HTTP/1.1\r\nHost: shop.io\r\n\r\n");

    assertThat(heard.text()).contains("x-forwarded-proto: https");
  }
}
