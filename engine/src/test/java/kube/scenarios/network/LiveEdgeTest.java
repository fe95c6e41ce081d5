package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;
import kube.foundation.machine.LiveLoop;
import kube.network.edge.EdgeSockets;
import org.junit.jupiter.api.Test;

/// A real client on this computer reaches a Pod by the rules of the cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
class LiveEdgeTest {

  /// "…the Ingress controller … terminates TLS": `curl --cacert ca.pem https://shop.io:8443/`.
  /// https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
  @Test
  void a_real_client_speaks_tls_with_the_certificate_of_a_secret() throws Exception {
    ClusterAuthority authority = ClusterAuthority.create(Instant.now());
    KeyedCertificate own = authority.issueToServer("shop", List.of("localhost", "127.0.0.1"));
    Town town = Town.calm(2).echoes("web", 1).service("web", "").create("""
        {apiVersion: v1, kind: Secret, metadata: {name: shop-tls}, type: kubernetes.io/tls,
          data: {tls.crt: %s, tls.key: %s}}""".formatted(base64(own.certificatePem()),
        base64(own.keyPem()))).create("""
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop}, spec: {
              tls: [{hosts: [localhost], secretName: shop-tls}],
              defaultBackend: {service: {name: web, port: {name: http}}}}}""").settle();
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    try (LiveLoop live = LiveLoop.start(town.cluster().loop(), "tls test");
        EdgeSockets edge = new EdgeSockets(live, town.cluster().network(), news::add);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(authority)).build()) {
      live.submit(() -> town.cluster().openEdge(edge));
      String line = "";
      while (!line.endsWith("HTTPS router."))
        line = String.valueOf(news.poll(60, TimeUnit.SECONDS));
      URI page = URI.create(line.substring(0, line.indexOf(' '))
          .replace("127.0.0.1", "localhost") + "/hostname");

      for (int again = 0; again < 2; again++) {
        var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("web-0");
      }
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SSLContext trusting(ClusterAuthority authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    store.setCertificateEntry("authority", authority.certificate());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

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
