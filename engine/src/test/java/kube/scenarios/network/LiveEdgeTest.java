package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import kube.foundation.machine.LiveLoop;
import kube.network.edge.EdgeSockets;
import org.junit.jupiter.api.Test;

/// A real client on this computer reaches a Pod by the rules of the cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
class LiveEdgeTest {

  @Test
  void a_real_client_reaches_a_pod_through_a_node_port() throws Exception {
    Town town = Town.calm(1).echoes("web", 1).service("web", "type: NodePort");
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    try (LiveLoop live = LiveLoop.start(town.cluster().loop(), "edge test");
        EdgeSockets edge = new EdgeSockets(live, town.cluster().network(), news::add)) {
      live.submit(() -> town.cluster().openEdge(edge));
      String line = "";
      while (!line.endsWith("node port of default/web:http.")) {
        line = String.valueOf(news.poll(60, TimeUnit.SECONDS));
      }
      URI page = URI.create(line.substring(0, line.indexOf(' ')) + "/hostname");

      var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(),
          BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("web-0");
    }
  }
}
