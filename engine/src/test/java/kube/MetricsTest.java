package kube;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/// What `kubectl top` reads: measured when somebody asks, and the same for everybody.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/
class MetricsTest {

  private static final String METRICS = "/apis/metrics.k8s.io/v1beta1/";

  @Test
  void every_node_that_answers_is_measured() {
    Cluster cluster = Cluster.simulated(7);
    cluster.settle();
    assertThat(Json.list(get(cluster, METRICS + "nodes"), "items",
        node -> Json.text(node, "metadata.name"))).containsExactly("node-a", "node-b", "node-c");

    cluster.fail("node-b");

    JsonNode left = get(cluster, METRICS + "nodes");
    assertThat(Json.list(left, "items", node -> Json.text(node, "metadata.name")))
        .containsExactly("node-a", "node-c");
    assertThat(Json.text(left, "kind")).isEqualTo("NodeMetricsList");
    assertThat(Json.text(get(cluster, METRICS + "nodes/node-b"), "message"))
        .isEqualTo("nodemetrics.metrics.k8s.io \"node-b\" not found");
  }

  @Test
  void a_running_pod_uses_some_of_what_it_asks_for_and_asking_twice_tells_the_same() {
    Cluster cluster = Cluster.simulated(7);
    cluster.settle();
    cluster.transport().send(Request.of("POST", "/api/v1/namespaces/default/pods", "user")
        .withBody("application/json", Json.bytes(Json.parse("""
            {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "web",
            "image": "nginx:1", "resources": {"requests": {"cpu": "1", "memory": "100Mi"}}}]}}"""
            .getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    assertThat(Json.text(get(cluster, METRICS + "namespaces/default/pods/web"), "message"))
        .isEqualTo("podmetrics.metrics.k8s.io \"default/web\" not found");
    cluster.settle();

    JsonNode usage = Json.at(get(cluster, METRICS + "namespaces/default/pods/web"), "containers")
        .get(0);

    assertThat(Long.parseLong(Json.text(usage, "usage.cpu").replace("n", "")))
        .isBetween(400_000_000L, 800_000_000L);
    assertThat(Long.parseLong(Json.text(usage, "usage.memory").replace("Ki", "")))
        .isBetween(40L * 1024, 80L * 1024);
    assertThat(Json.at(get(cluster, METRICS + "pods"), "items").get(0).path("containers").get(0))
        .isEqualTo(usage);
  }

  private static JsonNode get(Cluster cluster, String path) {
    Response response = cluster.transport().send(Request.of("GET", path, "user"));
    return Json.parse(((Response.Answer) response).body());
  }
}
