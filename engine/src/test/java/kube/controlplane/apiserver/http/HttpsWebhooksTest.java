package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;
import kube.controlplane.apiserver.Extensions;
import kube.controlplane.apiserver.admission.webhook.Switchboard;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;
import kube.foundation.machine.LiveLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A webhook behind a real socket with a certificate of its own.
class HttpsWebhooksTest {

  private static final String NAMESPACE = "/api/v1/namespaces";
  private static final String PODS = NAMESPACE + "/default/pods";

  private final ClusterAuthority authority = ClusterAuthority.create(Instant.now());
  private final HttpClient client = HttpClient.newHttpClient();
  private final Switchboard switchboard = new Switchboard();
  private final EventLoop loop = new EventLoop(Instant.now(), 1);
  private final ApiServer server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
      new Faults(loop.randomness("faults"), Faults.Plan.calm()), AccessSettings.open(0),
      Reach.NOBODY, new Extensions(Part.none(), switchboard));
  private final LiveLoop live = LiveLoop.start(loop, "cluster");
  private HttpTransport transport;
  private HttpsServer webhook;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    live.submit(() -> switchboard.connect(new HttpsWebhooks(live)));
    transport = HttpTransport.open(live, server::handle, 0);
    webhook = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.setHttpsConfigurator(new HttpsConfigurator(tls(
        authority.issueToServer("checker", List.of("127.0.0.1")))));
    webhook.start();
    post(NAMESPACE, "{'metadata':{'name':'default'}}");
  }

  @AfterEach
  void close() {
    webhook.stop(0);
    transport.close();
    live.close();
  }

  private static SSLContext tls(KeyedCertificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    keys.setKeyEntry("webhook", certificate.key(), new char[0],
        new Certificate[]{certificate.certificate()});
    KeyManagerFactory managers = KeyManagerFactory
        .getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private JsonNode post(String path, String json) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(transport.url() + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))).build();
    try {
      return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private void configure(String kind, ClusterAuthority trusted) {
    String bundle = Base64.getEncoder().encodeToString(
        trusted.certificatePem().getBytes(StandardCharsets.UTF_8));
    post("/apis/admissionregistration.k8s.io/v1/" + kind, "{'metadata':{'name':'checks'},"
        + "'webhooks':[{'name':'checks.example.com','clientConfig':{'url':'https://127.0.0.1:"
        + webhook.getAddress().getPort() + "/check','caBundle':'" + bundle + "'},"
        + "'admissionReviewVersions':['v1'],'sideEffects':'None','timeoutSeconds':30,"
        + "'rules':[{'apiGroups':[''],'apiVersions':['v1'],'operations':['CREATE'],"
        + "'resources':['pods']}]}]}");
  }

  private void answer(Consumer<ObjectNode> fill) {
    webhook.createContext("/check", exchange -> {
      JsonNode review = Json.parse(exchange.getRequestBody().readAllBytes());
      ObjectNode answer = Json.object().put("apiVersion", "admission.k8s.io/v1")
          .put("kind", "AdmissionReview");
      ObjectNode response = answer.putObject("response");
      response.set("uid", Json.at(review, "request.uid"));
      fill.accept(response);
      byte[] body = Json.bytes(answer);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
  }

  private JsonNode createPod(String name) {
    return post(PODS, "{'metadata':{'name':'" + name + "'},'spec':{'containers':[{'name':'web',"
        + "'image':'web:1'}]}}");
  }

  @Test
  void a_webhook_over_https_changes_and_refuses() {
    answer(response -> response.put("allowed", true).put("patchType", "JSONPatch").put("patch",
        Base64.getEncoder().encodeToString(
            "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"seen\":\"yes\"}}]"
                .getBytes(StandardCharsets.UTF_8))));
    configure("mutatingwebhookconfigurations", authority);

    assertThat(Json.texts(createPod("web"), "metadata.labels")).containsEntry("seen", "yes");

    webhook.removeContext("/check");
    answer(response -> response.put("allowed", false));
    assertThat(Json.text(createPod("other"), "message")).isEqualTo(
        "admission webhook \"checks.example.com\" denied the request without explanation");
  }

  @Test
  void a_webhook_with_a_certificate_of_somebody_else_is_not_trusted() {
    answer(response -> response.put("allowed", true));
    configure("validatingwebhookconfigurations", ClusterAuthority.create(Instant.now()));

    assertThat(Json.text(createPod("web"), "message")).startsWith("Internal error occurred:"
        + " failed calling webhook \"checks.example.com\": failed to call webhook: Post"
        + " \"https://127.0.0.1:" + webhook.getAddress().getPort()
        + "/check?timeout=30s\": tls: failed to verify certificate: ");
  }

  @Test
  void a_slow_webhook_keeps_nobody_else_waiting() {
    configure("validatingwebhookconfigurations", authority);
    webhook.createContext("/check", exchange -> {
      JsonNode others = post(NAMESPACE, "{'metadata':{'name':'other'}}");
      exchange.sendResponseHeaders(others.path("kind").asString("").equals("Namespace")
          ? 503
          : 500, -1);
      exchange.close();
    });

    assertThat(Json.text(createPod("web"), "message")).endsWith("the server responded with the"
        + " status code 503 but did not return more information");
  }
}
