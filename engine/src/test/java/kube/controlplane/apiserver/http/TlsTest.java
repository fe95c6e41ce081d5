package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import kube.Cluster;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.foundation.machine.LiveLoop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A guarded cluster behind TLS, as clients meet it: by certificate, by token, or by nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

  private static final String WHO = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

  private final ClusterAuthority authority = ClusterAuthority.create(Instant.now());
  private final LiveLoop live;
  private final HttpTransport transport;

  TlsTest() throws IOException {
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withNodes(1).guarded()).start();
    live = LiveLoop.start(cluster.loop(), "guarded");
    transport = HttpTransport.open(live, cluster.transport()::send, 0,
        Optional.of(ServingTls.of(authority)));
  }

  @AfterAll
  void close() {
    transport.close();
    live.close();
  }

  @Test
  void a_certificate_of_the_clusters_authority_says_who_its_bearer_is() throws Exception {
    String answer = ask(authority.issueToClient("jane", List.of("dev", "ops")), WHO, "{}");

    assertThat(answer).startsWith("201 ").contains("\"username\":\"jane\"",
        "[\"dev\",\"ops\",\"system:authenticated\"]");
    assertThat(ask(authority.issueToClient("root", List.of("system:masters")),
        "/api/v1/nodes", "")).startsWith("200 ").contains("\"kind\":\"NodeList\"");
  }

  @Test
  void a_certificate_of_somebody_elses_authority_is_worth_nothing() throws Exception {
    ClusterAuthority other = ClusterAuthority.create(Instant.now());

    assertThat(ask(other.issueToClient("root", List.of("system:masters")), "/api/v1/nodes", ""))
        .startsWith("401 ").contains("\"message\":\"Unauthorized\"");
    assertThat(ask(authority.issueToServer("kube-apiserver", List.of("localhost")),
        "/api/v1/nodes", "")).startsWith("401 ");
  }

  private String ask(KeyedCertificate client, String path, String body) throws IOException,
      InterruptedException, GeneralSecurityException {
    HttpRequest.Builder request = HttpRequest.newBuilder(
        URI.create(transport.url() + path));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body))
          .header("Content-Type", "application/json");
    }
    try (HttpClient http = HttpClient.newBuilder().sslContext(context(client)).build()) {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    }
  }

  private SSLContext context(KeyedCertificate client) throws GeneralSecurityException,
      IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("client", client.key(), new char[0],
        new X509Certificate[]{client.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("cluster", CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(
            authority.certificatePem().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
