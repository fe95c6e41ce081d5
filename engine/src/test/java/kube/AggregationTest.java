package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A group that another API server serves, behind a Service of the cluster.
///
/// > Setting up an extension API server to work with the aggregation layer allows the Kubernetes
/// > apiserver to be extended with additional APIs, which are not part of the core Kubernetes APIs.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
class AggregationTest {

  private static final String REGISTRATIONS = "/apis/apiregistration.k8s.io/v1/apiservices";
  private static final String REGISTRATION = """
      {"metadata": {"name": "v1.shop.example.com"}, "spec": {"group": "shop.example.com",
      "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10,
      "insecureSkipTLSVerify": true, "service": {"namespace": "default", "name": "shop"}}}""";
  private static final String SERVICE = """
      {"metadata": {"name": "shop"}, "spec": {"selector": {"app": "shop"},
      "ports": [{"name": "https", "port": 443, "targetPort": 80}]}}""";
  private static final String POD = """
      {"metadata": {"name": "shop", "labels": {"app": "shop"}}, "spec": {"containers":
      [{"name": "c", "image": "nginx"}]}}""";
  private static final String RESOURCES = """
      {"kind": "APIResourceList", "groupVersion": "shop.example.com/v1", "resources": [
      {"name": "orders", "singularName": "order", "namespaced": true, "kind": "Order",
      "verbs": ["get", "list"], "shortNames": ["od"]},
      {"name": "orders/status", "namespaced": true, "kind": "Order", "verbs": ["get"]}]}""";

  private final Cluster cluster = World.calm(7).cluster();
  private final Map<String, String> shop = new TreeMap<>(Map.of(
      "/apis/shop.example.com/v1", RESOURCES,
      "/openapi/v3/apis/shop.example.com/v1", "{\"openapi\": \"3.0.0\", \"paths\": {\"/x\": {}}}",
      "/openapi/v2", """
          {"paths": {"/apis/shop.example.com/v1/orders": {"get": {}}, "/apis/apps/v1/x": {}},
          "definitions": {"com.example.Order": {"type": "object"}}}"""));
  private final List<Request> asked = new ArrayList<>();

  private Response shop(Request request) {
    asked.add(request);
    String found = shop.get(request.path());
    return found == null
        ? Response.Answer.json(404, Json.object().put("kind", "Status").put("code", 404))
        : Response.Answer.json(200, found.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_condition_says_what_is_missing_until_somebody_answers() {
    assertThat(answer("GET", "/apis/shop.example.com/v1", "")).startsWith("404 ");
    answer("POST", REGISTRATIONS, REGISTRATION);
    cluster.advance(Duration.ofSeconds(1));
    assertThat(condition()).isEqualTo(
        "False ServiceNotFound service/shop in \"default\" is not present");
    assertThat(answer("GET", "/apis/shop.example.com/v1", ""))
        .isEqualTo("503 service unavailable\n");

    answer("POST", "/api/v1/namespaces/default/services", SERVICE);
    cluster.advance(Duration.ofSeconds(5));
    assertThat(condition()).isEqualTo("False MissingEndpoints endpoints for service/shop in"
        + " \"default\" have no addresses with port name \"https\"");

    answer("POST", "/api/v1/namespaces/default/pods", POD);
    cluster.advance(Duration.ofSeconds(20));
    assertThat(condition()).startsWith("False FailedDiscoveryCheck failing or missing response"
        + " from https://").endsWith("/apis/shop.example.com/v1: 404");

    cluster.backends().serve("shop.default.svc:443", this::shop);
    cluster.advance(Duration.ofSeconds(31));
    assertThat(condition()).isEqualTo("True Passed all checks passed");
  }

  @Test
  void the_backend_hears_who_asks_and_its_kinds_stand_in_discovery_and_in_the_schemas() {
    cluster.backends().serve("shop.default.svc:443", this::shop);
    answer("POST", "/api/v1/namespaces/default/services", """
        {"metadata": {"name": "shop"}, "spec": {"type": "ExternalName",
        "externalName": "shop.example.com"}}""");
    answer("POST", REGISTRATIONS, REGISTRATION);
    cluster.advance(Duration.ofSeconds(1));

    shop.put("/apis/shop.example.com/v1/namespaces/default/orders", "{\"kind\": \"OrderList\"}");
    assertThat(answer("GET", "/apis/shop.example.com/v1/namespaces/default/orders", ""))
        .isEqualTo("200 {\"kind\": \"OrderList\"}");
    Request last = asked.getLast();
    assertThat(last.header("x-remote-user")).isEqualTo("system:admin");
    assertThat(last.headerValues("x-remote-group")).containsExactly("system:masters",
        "system:authenticated");
    assertThat(asked.getFirst().header("x-remote-user")).isEqualTo("system:kube-aggregator");

    assertThat(answer("GET", "/apis", "")).contains("\"name\":\"shop.example.com\"");
    assertThat(discovered()).contains("\"freshness\":\"Current\"", "\"resource\":\"orders\"",
        "\"subresource\":\"status\"", "\"shortNames\":[\"od\"]");
    assertThat(answer("GET", "/openapi/v3", "")).contains("\"apis/shop.example.com/v1\"");
    assertThat(answer("GET", "/openapi/v3/apis/shop.example.com/v1", "")).contains("\"/x\"");
    assertThat(answer("GET", "/openapi/v2", "")).contains("com.example.Order",
        "/apis/shop.example.com/v1/orders").doesNotContain("/apis/apps/v1/x\"");

    cluster.backends().silence("shop.default.svc:443");
    cluster.advance(Duration.ofSeconds(31));
    assertThat(condition()).contains("False FailedDiscoveryCheck").contains("connection refused");
    assertThat(discovered()).contains("\"freshness\":\"Stale\"");
  }

  @Test
  void our_own_groups_are_registered_and_custom_ones_come_and_go() {
    assertThat(answer("GET", REGISTRATIONS + "/v1.apps", "")).contains(
        "\"groupPriorityMinimum\":17800", "\"reason\":\"Local\"", "\"manager\":\"kube-apiserver\"",
        "\"kube-aggregator.kubernetes.io/automanaged\":\"onstart\"");
    assertThat(answer("GET", REGISTRATIONS, "")).contains("\"v1.\"")
        .doesNotContain("v1.apiregistration.k8s.io");
    answer("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
        {"metadata": {"name": "lamps.home.example.com"}, "spec": {"group": "home.example.com",
        "scope": "Namespaced", "names": {"plural": "lamps", "kind": "Lamp"}, "versions": [{"name":
        "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object"}}}]}}
        """);
    cluster.advance(Duration.ofSeconds(1));
    assertThat(answer("GET", REGISTRATIONS + "/v1.home.example.com", "")).contains(
        "\"kube-aggregator.kubernetes.io/automanaged\":\"true\"",
        "\"groupPriorityMinimum\":1000", "\"versionPriority\":100");
    answer("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
        + "lamps.home.example.com", "");
    cluster.advance(Duration.ofSeconds(5));
    assertThat(answer("GET", REGISTRATIONS + "/v1.home.example.com", "")).startsWith("404 ");
  }

  @Test
  void a_registration_that_says_nonsense_is_refused_in_words() {
    assertThat(answer("POST", REGISTRATIONS, """
        {"metadata": {"name": "v2.shop"}, "spec": {"group": "shop", "version": "v1",
        "groupPriorityMinimum": 20001, "caBundle": "AAAA"}}""")).startsWith("422 ").contains(
        "must be `spec.version+\\\".\\\"+spec.group`: \\\"v1.shop\\\"",
        "spec.groupPriorityMinimum: Invalid value: 20001: must be positive and less than 20000",
        "spec.versionPriority: Invalid value: 0: must be positive and less than 1000",
        "spec.caBundle: Invalid value: \\\"3 bytes\\\": local APIServices may not have a caBundle");
  }

  private String condition() {
    JsonNode condition = Json.parse(answer("GET", REGISTRATIONS + "/v1.shop.example.com", "")
        .substring(4).getBytes(StandardCharsets.UTF_8))
        .at("/status/conditions/0");
    return Json.text(condition, "status") + " " + Json.text(condition, "reason") + " "
        + Json.text(condition, "message");
  }

  private String discovered() {
    return text(Request.of("GET", "/apis", "user").withHeader("accept",
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"))
        .replaceFirst(".*(\\{\"metadata\":\\{\"name\":\"shop.example.com)", "$1");
  }

  private String answer(String method, String path, String json) {
    Request request = Request.of(method, path, "user");
    return text(json.isEmpty()
        ? request
        : request.withBody("application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(Request request) {
    Response response = cluster.transport().send(request);
    List<Response> come = new ArrayList<>();
    if (response instanceof Response.Later later) {
      later.promise().whenKept(come::add);
      cluster.advance(Duration.ofSeconds(5));
    } else {
      come.add(response);
    }
    Response.Answer answer = (Response.Answer) come.getFirst();
    return answer.code() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }
}
