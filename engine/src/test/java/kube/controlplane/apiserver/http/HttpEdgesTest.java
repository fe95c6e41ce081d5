package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import kube.controlplane.apiserver.output.Caching;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that send too much, too slowly, too early or half.
class HttpEdgesTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String POD = "{'metadata':{'name':'%s','annotations':{'a':'%s'}},"
      + "'spec':{'containers':[{'name':'c','image':'i'}]}}";

  private static final Duration HASTE = Duration.ofMillis(250);

  private final HttpWorld world = HttpWorld.open();
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .build();

  @AfterEach
  void close() {
    world.close();
    client.close();
  }

  @Test
  void a_request_that_never_ends_is_given_up() throws Exception {
    try (HttpWorld hasty = HttpWorld.open(HASTE)) {
      String answer = raw(hasty, "POST " + PODS + " HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"half");

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"reason\":\"Timeout\"");
    }
  }

  @Test
  void a_header_without_end_is_given_up_too() throws Exception {
    try (HttpWorld hasty = HttpWorld.open(HASTE)) {
      assertThat(raw(hasty, "GET /healthz HT")).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void an_address_longer_than_any_selector_is_refused() throws Exception {
    assertThat(
        raw(world,
            "GET /healthz?a=" + "x".repeat(1_200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  /// What is no HTTP is answered before anybody looks for an API, as every Go server answers it. `|`
  /// ends a line of what is sent.
  @Test
  void what_is_no_request_is_refused_in_the_words_of_gos_server() throws Exception {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("GET /api HTTP/1.1||", "400 Bad Request: missing required Host header");
    wanted.put("GET /api HTTP/1.1|Host: a/b||", "400 Bad Request: malformed Host header");
    wanted.put("GET /api HTTP/1.1|Host: localhost|Host: localhost||", "400 Bad Request");
    wanted.put("GET /api HTTP/9.9|Host: localhost||",
        "505 HTTP Version Not Supported: unsupported protocol version");
    wanted.put("GET /api HTTP/x.y|Host: localhost||", "400 Bad Request");
    wanted.put("GARBAGE||", "400 Bad Request");
    wanted.put("GET||", "400 Bad Request");
    wanted.put("G{T /api HTTP/1.1|Host: localhost||", "400 Bad Request");
    wanted.put("GET api HTTP/1.1|Host: localhost||", "400 Bad Request");
    wanted.put("GET /%zz HTTP/1.1|Host: localhost||", "400 Bad Request");
    wanted.put("GET /api HTTP/1.1|Host localhost||", "400 Bad Request");
    wanted.put("GET /api HTTP/1.1|Host: localhost|X\0Y: b||", "400 Bad Request");
    wanted.put("POST /api HTTP/1.1|Host: localhost|Content-Length: -5||", "400 Bad Request");
    wanted.put("POST /api HTTP/1.1|Host: localhost|Content-Length: 99999999999999999999||",
        "400 Bad Request");
    wanted.put("POST /api HTTP/1.1|Host: localhost|Content-Length: 3|Content-Length: 9||abc",
        "400 Bad Request");
    wanted.put("POST /api HTTP/1.1|Host: localhost|Transfer-Encoding: gzip, nonsense||",
        "501 Not Implemented / Unsupported transfer encoding");

    Map<String, String> heard = new LinkedHashMap<>();
    for (String head : wanted.keySet()) {
      String answer = raw(world, head.replace("|", "\r\n"));
      String phrase = answer.lines().findFirst().orElse("").replace("HTTP/1.1 ", "");
      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      heard.put(head, phrase.equals(body) ? body : phrase + " / " + body);
      assertThat(answer).contains("Content-Type: text/plain; charset=utf-8\r\n".toLowerCase(
          Locale.ROOT), "connection: close\r\n");
    }
    assertThat(heard).isEqualTo(wanted);
  }

  @Test
  void an_old_client_names_no_host_and_a_parameter_that_cannot_be_read_is_none() throws Exception {
    assertThat(raw(world, "GET /livez HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    assertThat(raw(world, "GET " + PODS + "?labelSelector=%zz&limit=5 HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void requests_sent_in_one_breath_are_answered_in_order() throws Exception {
    world.create(PODS, POD.formatted("web", ""));
    String answers = raw(world, "GET " + PODS + "/web HTTP/1.1\r\nHost: localhost\r\n\r\n"
        + "HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        + "GET " + PODS + "/nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1.1 ")).satisfiesExactly(
        nothing -> assertThat(nothing).isEmpty(),
        first -> assertThat(first).startsWith("200 ").contains("\"name\":\"web\""),
        second -> assertThat(second).startsWith("200 ").endsWith("\r\n\r\n"),
        third -> assertThat(third).startsWith("404 "));
  }

  @Test
  void a_large_answer_is_compressed_for_those_who_can_read_it() throws Exception {
    for (int number = 0; number < 4; number++) {
      world.create(PODS, POD.formatted("web-" + number, "x".repeat(50_000)));
    }
    HttpRequest plain = HttpRequest.newBuilder(URI.create(world.url() + PODS)).build();
    HttpRequest compressed = HttpRequest.newBuilder(URI.create(world.url() + PODS))
        .header("accept-encoding", "gzip").build();

    HttpResponse<byte[]> large = client.send(plain, BodyHandlers.ofByteArray());
    HttpResponse<byte[]> small = client.send(compressed, BodyHandlers.ofByteArray());

    assertThat(large.body()).hasSizeGreaterThan(200_000);
    assertThat(small.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(small.body()).hasSizeLessThan(20_000);
    try (InputStream bytes = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
      assertThat(bytes.readAllBytes()).isEqualTo(large.body());
    }
  }

  @Test
  void the_server_says_how_it_is_and_what_it_did() throws Exception {
    assertThat(get("/livez")).isEqualTo("ok");
    assertThat(get("/readyz?verbose&exclude=etcd&exclude=rain")).startsWith("""
        [+]ping ok
        [+]log ok
        [+]etcd excluded: ok
        [+]etcd-readiness ok
        [+]informer-sync ok
        [+]poststarthook/start-apiserver-admission-initializer ok
        """).endsWith("""
        [+]shutdown ok
        warn: some health checks cannot be excluded: no matches for "rain"
        readyz check passed
        """);
    assertThat(get("/livez?verbose")).doesNotContain("]informer-sync", "shutdown")
        .endsWith("[+]poststarthook/apiservice-openapiv3-controller ok\nlivez check passed\n");
    assertThat(get("/readyz/poststarthook/crd-informer-synced")).isEqualTo("ok");
    assertThat(get("/readyz/rain")).isEqualTo("404 page not found\n");
    assertThat(get("/livez/shutdown")).isEqualTo("404 page not found\n");
    assertThat(get("/metrics")).contains(
        "apiserver_request_total{code=\"201\",resource=\"namespaces\",verb=\"create\"} 2\n");
  }

  /// https://kubernetes.io/docs/reference/kubernetes-api/common-parameters/common-parameters/#pretty
  @Test
  void people_get_one_field_a_line() throws Exception {
    String status = """
        {
          "kind": "Status",
          "apiVersion": "v1",
          "metadata": {},
          "status": "Failure",
          "message": "pods \\"no\\" not found",
          "reason": "NotFound",
          "details": {
            "name": "no",
            "kind": "pods"
          },
          "code": 404
        }""";

    assertThat(as("curl/8.5.0", PODS + "/no")).isEqualTo(status);
    assertThat(as("okhttp", PODS + "/no?pretty=1")).isEqualTo(status);
    assertThat(as("curl/8.5.0", PODS + "?pretty=false")).startsWith("{\"kind\":\"PodList\",");
    assertThat(as("Mozilla/5.0", PODS)).endsWith("\n  \"items\": []\n}");
  }

  private String as(String agent, String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(world.url() + path))
        .header("user-agent", agent).build(), BodyHandlers.ofString()).body();
  }

  @Test
  void a_document_that_the_client_has_is_not_sent_again() {
    Answer schema = Caching.tagged(new Answer(200, "application/json", new byte[]{'{', '}'},
        new TreeMap<>()), Caching.hash(new byte[]{'{', '}'}));
    Request again = Request.of("GET", "/openapi/v3", "test")
        .withHeader("If-None-Match", "W/\"old\", " + schema.headers().get("etag"));

    assertThat(Caching.unlessKnown(again, schema).code()).isEqualTo(304);
    assertThat(Caching.unlessKnown(again.withHeader("If-None-Match", "\"old\""), schema))
        .isEqualTo(schema);
  }

  @Test
  void closing_the_server_ends_watches_properly() throws Exception {
    URI url = URI.create(world.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write(("GET " + PODS + "?watch=true HTTP/1.1\r\nHost: localhost"
          + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');

      world.close();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("\r\n\r\n0\r\n\r\n");
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(world.url() + path)).build(),
        BodyHandlers.ofString()).body();
  }

  /// Sends these bytes and no more, and reads until the server closes.
  private static String raw(HttpWorld world, String text) throws IOException {
    URI url = URI.create(world.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
