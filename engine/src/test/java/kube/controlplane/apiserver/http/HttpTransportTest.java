package kube.controlplane.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same answers through a real socket.
class HttpTransportTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String POD = """
      {"metadata":{"name":"web"},"spec":{"containers":[{"name":"c","image":"i"}]}}""";

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .build();
  private final HttpWorld world = HttpWorld.open();

  @AfterEach
  void close() {
    world.close();
    client.close();
  }

  @Test
  void an_object_goes_in_and_comes_out_again() throws Exception {
    var created = send(request(PODS).POST(BodyPublishers.ofString(POD))
        .header("content-type", "application/json"));
    var read = send(request(PODS + "/web").GET());

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(read.body()).isEqualTo(created.body());
    assertThat(read.headers().firstValue("date")).isPresent();
    assertThat(read.headers().firstValue("content-type")).contains("application/json");
  }

  @Test
  void every_answer_names_its_request_as_the_audit_log_does() throws Exception {
    var first = send(request(PODS).GET()).headers().firstValue("audit-id");
    var second = send(request(PODS).GET()).headers().firstValue("audit-id");
    var own = send(request(PODS).GET().header("Audit-Id", "mine")).headers()
        .firstValue("audit-id");

    assertThat(first).isPresent().isNotEqualTo(second);
    assertThat(first.orElseThrow()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
    assertThat(own).contains("mine");
  }

  @Test
  void refusals_keep_their_words_and_their_code() throws Exception {
    var missing = send(request(PODS + "/nope").GET());
    var malformed = send(request(PODS).POST(BodyPublishers.ofString("{\"a\":"))
        .header("content-type", "application/json"));

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("pods \\\"nope\\\" not found");
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.body()).contains("\"reason\":\"BadRequest\"");
  }

  @Test
  void a_body_that_is_too_large_is_refused_as_a_status() throws Exception {
    var answer = send(request(PODS).POST(BodyPublishers.ofString("x".repeat(3_200_000)))
        .header("content-type", "application/json").expectContinue(true));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("Request entity too large: limit is 3145728");
  }

  @Test
  void what_is_not_http_is_refused_and_the_next_client_is_served() throws Exception {
    assertThat(raw("NONSENSE")).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n400 Bad Request");
    assertThat(raw("GET /api/v1/%zz HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(send(request("/healthz").GET()).body()).isEqualTo("ok");
  }

  @Test
  void a_page_of_another_site_is_turned_away() throws Exception {
    assertThat(raw("GET /healthz HTTP/1.1", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(raw("GET /healthz HTTP/1.1", "Host: localhost", "Origin: http://evil.example",
        "Connection: close")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void a_watch_sends_its_headers_at_once_and_a_line_for_each_event() throws Exception {
    HttpResponse<InputStream> watch = client.send(
        request(PODS + "?watch=true&resourceVersion=3").build(), BodyHandlers.ofInputStream());
    assertThat(watch.statusCode()).isEqualTo(200);
    send(request(PODS).POST(BodyPublishers.ofString(POD))
        .header("content-type", "application/json"));

    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(watch.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine())
          .startsWith("{\"type\":\"ADDED\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\"");
    }
  }

  @Test
  void a_client_that_does_not_read_is_cut_off() throws Exception {
    URI url = URI.create(world.url());
    try (Socket sleeper = new Socket(url.getHost(), url.getPort())) {
      sleeper.getOutputStream()
          .write(head("GET " + PODS + "?watch=true HTTP/1.1", "Host: localhost"));
      assertThat(sleeper.getInputStream().read()).isEqualTo('H');
      String large = POD.replace("\"name\":\"web\"",
          "\"name\":\"web-%d\",\"annotations\":{\"large\":\"" + "x".repeat(200_000) + "\"}");

      // The headers of a watch are out before the watch is open, so it is seen open first.
      world.awaitWatch();
      for (int written = 0; written < 500 && world.watchCount() > 0; written++) {
        world.create(PODS, large.formatted(written));
      }

      assertThat(world.watchCount()).isZero();
      assertThat(send(request("/healthz").GET()).body()).isEqualTo("ok");
    }
  }

  @Test
  void a_watch_ends_cleanly_when_its_time_is_over() throws Exception {
    var watch = send(request(PODS + "?watch=true&timeoutSeconds=1").GET());

    assertThat(watch.statusCode()).isEqualTo(200);
    assertThat(watch.body()).isEmpty();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(world.url() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String... lines) throws IOException {
    URI url = URI.create(world.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head(lines));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] head(String... lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
