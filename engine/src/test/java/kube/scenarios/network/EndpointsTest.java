package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What stands behind a Service.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
class EndpointsTest {

  /// https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#management
  @Test
  void a_slice_lists_the_pods_and_names_its_service_and_its_keeper() {
    Town town = Town.calm(1).echoes("web", 2).service("web", "");

    JsonNode slice = town.slices("web").getFirst();
    assertThat(Json.text(slice, "metadata.name")).matches("web-[a-z0-9]{5}");
    assertThat(Json.text(slice, "addressType")).isEqualTo("IPv4");
    assertThat(slice.path("metadata").path("labels").toString()).isEqualTo(
        "{\"endpointslice.kubernetes.io/managed-by\":\"endpointslice-controller.k8s.io\","
            + "\"kubernetes.io/service-name\":\"web\"}");
    assertThat(slice.path("metadata").path("ownerReferences").path(0).path("kind").asString())
        .isEqualTo("Service");
    assertThat(slice.path("ports").toString())
        .isEqualTo("[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]");
    JsonNode first = slice.path("endpoints").path(0);
    assertThat(first.path("conditions").toString())
        .isEqualTo("{\"ready\":true,\"serving\":true,\"terminating\":false}");
    assertThat(Json.text(first, "nodeName")).isEqualTo("node-a");
    assertThat(Json.text(first, "targetRef.name")).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions
  @Test
  void a_pod_that_ends_stays_listed_as_serving_but_not_ready() {
    Town town = Town.calm(2).echoes("web", 1).service("web", "");

    town.delete("pods/web-0").advance(Duration.ofMillis(100));

    assertThat(town.slices("web").getFirst().path("endpoints").path(0).path("conditions")
        .toString()).isEqualTo("{\"ready\":false,\"serving\":true,\"terminating\":true}");
    town.settle();
    assertThat(town.slices("web")).hasSize(1);
    assertThat(town.slices("web").getFirst().path("endpoints")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#management
  @Test
  void no_slice_holds_more_than_a_hundred_endpoints() {
    Town town = Town.of(kube.Cluster.Plan.standard(3).withNodes(3)).service("web", "");
    for (int i = 0; i < 130; i++) town.echo("web-" + i, "web", "");
    town.settle();

    List<Integer> sizes = town.slices("web").stream()
        .map(slice -> slice.path("endpoints").size()).sorted().toList();
    assertThat(sizes).allMatch(size -> size <= 100);
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(130);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
  @Test
  void a_port_by_name_may_mean_another_number_in_each_pod() {
    Town town = Town.calm(4).echoes("web", 1).create("""
        {apiVersion: v1, kind: Pod, metadata: {name: other, labels: {app: web}}, spec: {containers: [
          {name: main, image: nginx, ports: [{name: web, containerPort: 80}]}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web},
          ports: [{name: http, port: 80, targetPort: web}]}}""").settle();

    assertThat(town.slices("web").stream()
        .map(slice -> slice.path("ports").path(0).path("port").asInt()).sorted())
        .containsExactly(80, 8080);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
  @Test
  void the_old_endpoints_say_the_same() {
    Town town = Town.calm(5).echoes("web", 2).service("web", "");

    JsonNode endpoints = town.get("endpoints/web");
    assertThat(endpoints.path("subsets").path(0).path("addresses")).hasSize(2);
    assertThat(endpoints.path("subsets").path(0).path("ports").toString())
        .isEqualTo("[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]");
    town.delete("services/web").settle();
    assertThat(Json.list(town.get("endpoints"), "items", each -> Json.text(each, "metadata.name")))
        .doesNotContain("web");
    assertThat(town.slices("web")).isEmpty();
  }

  /// https://kubernetes.io/blog/2025/04/24/endpoints-deprecation/
  @Test
  void whoever_reads_the_old_endpoints_is_warned() {
    Town town = Town.calm(5).service("web", "");

    Response.Answer answer = (Response.Answer) town.cluster().transport()
        .send(Request.of("GET", "/api/v1/namespaces/default/endpoints/web", "user"));
    assertThat(answer.headers().toString()).contains("v1 Endpoints is deprecated in v1.33+; use"
        + " discovery.k8s.io/v1 EndpointSlice");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#endpointslice-mirroring
  @Test
  void endpoints_kept_by_hand_are_mirrored() {
    Town town = Town.calm(6).create("""
        {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {ports: [{port: 5432}]}}
        ---
        {apiVersion: v1, kind: Endpoints, metadata: {name: db},
          subsets: [{addresses: [{ip: 192.0.2.42}], ports: [{port: 5432}]}]}""").settle();

    JsonNode slice = town.slices("db").getFirst();
    assertThat(slice.path("metadata").path("labels")
        .path("endpointslice.kubernetes.io/managed-by").asString())
        .isEqualTo("endpointslicemirroring-controller.k8s.io");
    assertThat(slice.path("endpoints").path(0).path("addresses").path(0).asString())
        .isEqualTo("192.0.2.42");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
  @Test
  void a_service_that_prefers_its_zone_gives_hints() {
    Town town = Town.calm(7).patch("nodes/node-a",
        "{metadata: {labels: {topology.kubernetes.io/zone: east}}}").echoes("web", 1)
        .service("web", "trafficDistribution: PreferSameZone");

    JsonNode endpoint = town.slices("web").getFirst().path("endpoints").path(0);
    assertThat(Json.text(endpoint, "zone")).isEqualTo("east");
    assertThat(endpoint.path("hints").toString()).isEqualTo("{\"forZones\":[{\"name\":\"east\"}]}");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-readiness
  @Test
  void a_headless_service_may_publish_pods_before_they_are_ready() {
    Town town = Town.calm(8).create("""
        {apiVersion: v1, kind: Pod, metadata: {name: slow, labels: {app: web}}, spec: {hostname: one,
          subdomain: web, nodeName: node-a, containers: [{name: main, image: busybox,
          readinessProbe: {exec: {command: ["false"]}}}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: None,
          publishNotReadyAddresses: true, selector: {app: web}}}""").settle();

    JsonNode slice = town.slices("web").getFirst();
    assertThat(slice.path("endpoints").path(0).path("conditions").path("ready").asBoolean())
        .isTrue();
    assertThat(Json.text(slice.path("endpoints").path(0), "hostname")).isEqualTo("one");
    assertThat(slice.path("metadata").path("labels").has("service.kubernetes.io/headless"))
        .isTrue();
  }
}
