package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.controlplane.apiserver.Extensions;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.ByteSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two API servers with real sockets between them: one serves the group of shops with TLS and roles,
/// the other stands in front of it.
class HttpsBackendsTest {

  private static final String REGISTRATIONS = "/apis/apiregistration.k8s.io/v1/apiservices";
  private static final String ORDERS = "/apis/shop.example.com/v1/namespaces/default/orders";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ClusterAuthority frontAuthority = ClusterAuthority.create(Instant.now());
  private final ClusterAuthority shopAuthority = ClusterAuthority.create(Instant.now());
  private final FrontProxy proxy = FrontProxy.create(Instant.now(), frontAuthority);
  private final Backends backends = new Backends();
  private final EventLoop frontLoop = new EventLoop(Instant.now(), 1);
  private final EventLoop shopLoop = new EventLoop(Instant.now(), 2);
  private final ApiServer front = server(frontLoop, AccessSettings.open(0)
      .withFrontProxy(proxy));
  private final ApiServer shop = server(shopLoop, AccessSettings.guarded(0));
  private final LiveLoop frontLive = LiveLoop.start(frontLoop, "front");
  private final LiveLoop shopLive = LiveLoop.start(shopLoop, "shop");
  private HttpTransport frontDoor;
  private HttpTransport shopDoor;

  private ApiServer server(EventLoop loop, AccessSettings access) {
    Reach reach = new Reach() {
      @Override
      public Optional<java.util.function.Function<Request, Response>> kubelet(String node) {
        return Optional.empty();
      }

      @Override
      public Optional<ByteSink> dial(String address, int port, ByteSink back) {
        return Optional.empty();
      }

      @Override
      public Backends backends() {
        return backends;
      }
    };
    return new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()), access, reach,
        Extensions.none());
  }

  @BeforeEach
  void open() throws IOException {
    frontLive.submit(() -> backends.connect(new HttpsBackends(frontLive, Optional.of(proxy))));
    frontDoor = HttpTransport.open(frontLive, front::handle, 0);
    shopDoor = HttpTransport.open(shopLive, shop::handle, 0, Optional.of(ServingTls.of(
        shopAuthority.issueToServer("shop", List.of("shop.default.svc")),
        shopAuthority.certificate(), Optional.of(proxy))));
    inTheShop("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
        {"metadata": {"name": "orders.shop.example.com"}, "spec": {"group": "shop.example.com",
        "scope": "Namespaced", "names": {"plural": "orders", "kind": "Order"}, "versions": [{"name":
        "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object",
        "description": "An order of a shop."}}}]}}""");
    inTheShop("/api/v1/namespaces", "{\"metadata\": {\"name\": \"default\"}}");
    send("POST", "/api/v1/namespaces", "{\"metadata\": {\"name\": \"default\"}}");
    send("POST", "/api/v1/namespaces/default/services", """
        {"metadata": {"name": "shop"}, "spec": {"type": "ExternalName",
        "externalName": "127.0.0.1"}}""");
  }

  @AfterEach
  void close() {
    frontDoor.close();
    shopDoor.close();
    frontLive.close();
    shopLive.close();
  }

  private void inTheShop(String path, String json) {
    shopLive.submit(() -> {
      var _ = shop.handle(Request.of("POST", path, "user").withBody("application/json",
          json.getBytes(StandardCharsets.UTF_8)));
    });
  }

  private void register(ClusterAuthority trusted) {
    String bundle = Base64.getEncoder().encodeToString(
        trusted.certificatePem().getBytes(StandardCharsets.UTF_8));
    int port = URI.create(shopDoor.url()).getPort();
    send("POST", REGISTRATIONS, """
        {"metadata": {"name": "v1.shop.example.com"}, "spec": {"group": "shop.example.com",
        "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10, "caBundle": "%s",
        "service": {"namespace": "default", "name": "shop", "port": %d}}}"""
        .formatted(bundle, port));
    await(REGISTRATIONS + "/v1.shop.example.com", text -> text.contains("all checks passed"));
  }

  private HttpResponse<String> send(String method, String path, String json, String... headers) {
    try {
      return client.send(request(method, path, json, headers),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private HttpRequest request(String method, String path, String json, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(frontDoor.url() + path))
        .header("Content-Type", "application/json").timeout(PATIENCE)
        .method(method, HttpRequest.BodyPublishers.ofString(json));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private void await(String path, Predicate<String> condition) {
    Instant tooLate = Instant.now().plus(PATIENCE);
    String last = send("GET", path, "").body();
    while (!condition.test(last)) {
      assertThat(Instant.now()).as(last).isBefore(tooLate);
      last = send("GET", path, "").body();
    }
  }

  @Test
  void the_front_proves_itself_says_who_asks_and_lets_a_watch_flow() throws Exception {
    register(shopAuthority);
    HttpResponse<String> made = send("POST", ORDERS,
        "{\"apiVersion\": \"shop.example.com/v1\", \"kind\": \"Order\", \"metadata\":"
            + " {\"name\": \"first\"}}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(send("GET", ORDERS, "", "Impersonate-User", "eve").body()).contains(
        "orders.shop.example.com is forbidden: User \\\"eve\\\" cannot list resource");
    await("/openapi/v3/apis/shop.example.com/v1", text -> text.contains("An order of a shop."));
    assertThat(send("GET", "/apis/shop.example.com", "").body()).contains("preferredVersion");

    HttpResponse<java.io.InputStream> watch = client.send(
        request("GET", ORDERS + "?watch=true", ""), HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader events = new BufferedReader(
        new InputStreamReader(watch.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).contains("ADDED").contains("\"first\"");
      send("DELETE", ORDERS + "/first", "");
      assertThat(events.readLine()).contains("DELETED").contains("\"first\"");
    }
  }

  @Test
  void a_backend_with_a_certificate_of_somebody_else_is_not_spoken_to() {
    register(frontAuthority);
    HttpResponse<String> answer = send("GET", ORDERS, "");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("tls: failed to verify certificate: x509: ");
  }

  @Test
  void the_authorities_lie_where_servers_behind_this_one_look_for_them() {
    assertThat(Json.text(Json.object().put("x", proxy.authorityPem()), "x"))
        .startsWith("-----BEGIN CERTIFICATE-----");
    frontLive.submit(front::bringFirstObjects);
    String map = send("GET",
        "/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication", "").body();
    assertThat(map).contains("requestheader-client-ca-file", "[\\\"front-proxy-client\\\"]",
        "client-ca-file");
  }
}
