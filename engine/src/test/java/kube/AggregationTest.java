package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Request;
import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;

/// A group that another API server serves, behind a Service of the cluster.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
class AggregationTest {

  private static final String REGISTRATION = """
      {"metadata": {"name": "v1.shop.example.com"}, "spec": {"group": "shop.example.com",
      "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10,
      "insecureSkipTLSVerify": true,
      "service": {"namespace": "default", "name": "shop", "port": 80}}}""";

  private final Cluster cluster = World.calm(7).cluster();

  @Test
  void a_request_about_the_group_goes_to_the_server_behind_the_service() {
    assertThat(answer("GET", "/apis/shop.example.com/v1", "")).startsWith("404 ");
    answer("POST", "/apis/apiregistration.k8s.io/v1/apiservices", REGISTRATION);
    assertThat(answer("GET", "/apis/shop.example.com/v1", ""))
        .startsWith("503 ").contains("service unavailable");

    answer("POST", "/api/v1/namespaces/default/services", """
        {"metadata": {"name": "shop"}, "spec": {"selector": {"app": "shop"},
        "ports": [{"port": 80}]}}""");
    answer("POST", "/api/v1/namespaces/default/pods", """
        {"metadata": {"name": "shop", "labels": {"app": "shop"}}, "spec": {"containers":
        [{"name": "c", "image": "nginx"}]}}""");
    cluster.advance(Duration.ofSeconds(20));

    assertThat(answer("GET", "/apis/shop.example.com/v1/namespaces/default/orders", ""))
        .contains("404 Not Found").contains("nginx");
  }

  private String answer(String method, String path, String json) {
    Request request = Request.of(method, path, "user");
    Response response = cluster.transport().send(json.isEmpty()
        ? request
        : request.withBody("application/json", json.getBytes(StandardCharsets.UTF_8)));
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
