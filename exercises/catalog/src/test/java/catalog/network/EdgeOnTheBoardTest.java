package catalog.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import grader.run.LearnerPart;
import grader.run.Submission;
import java.time.Duration;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;
import kube.network.SocketAddress;
import kube.network.ingress.EdgeRouter;
import org.junit.jupiter.api.Test;

/// A cluster whose door is watched by the reference solution of X34, in a sandboxed worker of its
/// own: what a learner sees who flips the box and opens a browser.
class EdgeOnTheBoardTest {
  private static final Catalog CATALOG = Catalog.load();

  @Test
  void a_learners_router_leads_visitors_to_their_pods() {
    Exercise exercise = CATALOG.find("X34").orElseThrow();
    try (Grader grader = Grader.start(CATALOG);
        LearnerPart<EdgeRouter> router = (LearnerPart<EdgeRouter>) grader.open(exercise,
            new Submission(exercise.reference().files()), EdgeRouter.class)) {
      Cluster cluster = new Cluster(Cluster.Plan.standard(1).withParts(Parts.ours()
          .with(Slot.EDGE_ROUTER, router::part))).start();
      cluster.advance(Duration.ofSeconds(10));
      create(cluster, "/api/v1/namespaces/default/pods", """
          {'apiVersion': 'v1', 'kind': 'Pod',
           'metadata': {'name': 'web', 'labels': {'app': 'web'}},
           'spec': {'containers': [{'name': 'web', 'image': 'nginx'}]}}""");
      service(cluster, "web");
      service(cluster, "nobody");
      create(cluster, "/apis/networking.k8s.io/v1/namespaces/default/ingresses", """
          {'apiVersion': 'networking.k8s.io/v1', 'kind': 'Ingress', 'metadata': {'name': 'shop'},
           'spec': {'rules': [{'host': '*.shop.io', 'http': {'paths': [
             {'path': '/', 'pathType': 'Prefix',
              'backend': {'service': {'name': 'web', 'port': {'number': 80}}}},
             {'path': '/cart', 'pathType': 'Prefix',
              'backend': {'service': {'name': 'nobody', 'port': {'number': 80}}}}]}}]}}""");
      cluster.advance(Duration.ofSeconds(30));

      assertThat(visit(cluster, "WWW.shop.io:80", "/")).startsWith("HTTP/1.1 200 OK");
      assertThat(visit(cluster, "www.shop.io", "/cart/9")).startsWith("HTTP/1.1 503 ");
      assertThat(visit(cluster, "www.shop.io", "/cartoon")).contains("nginx");
      assertThat(visit(cluster, "shop.io", "/")).startsWith("HTTP/1.1 404 ")
          .doesNotContain("nginx");
      assertThat(router.isAlive()).isTrue();
      assertThat(cluster.culprits()).isEmpty();
    }
  }

  private static void service(Cluster cluster, String name) {
    create(cluster, "/api/v1/namespaces/default/services", "{'apiVersion': 'v1', 'kind': 'Service',"
        + " 'metadata': {'name': '" + name + "'}, 'spec': {'selector': {'app': '" + name
        + "'}, 'ports': [{'port': 80}]}}");
  }

  private static void create(Cluster cluster, String path, String object) {
    Response.Answer answer = (Response.Answer) cluster.transport().send(
        Request.of("POST", path, "user").withBody("application/json",
            object.replace('\'', '"').getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
  }

  private static String visit(Cluster cluster, String host, String path) {
    StringBuilder heard = new StringBuilder();
    ByteSink page = new ByteSink() {
      @Override
      public void bytes(byte[] bytes) {
        heard.append(new String(bytes, UTF_8));
      }

      @Override
      public void end() {
        heard.append("(end)");
      }
    };
    cluster.network().connect(cluster.network().ephemeral("198.51.100.7"),
        new SocketAddress("203.0.113.1", 80), page).orElseThrow()
        .bytes(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(UTF_8));
    cluster.advance(Duration.ofMillis(100));
    return heard.toString();
  }
}
