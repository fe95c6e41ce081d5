package site.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One client that writes and reads a few ConfigMaps until its server dies, and notes all of it.
final class KeyClient {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int KEYS = 8;
  private static final String PATH = "/api/v1/namespaces/default/configmaps";

  private final HttpClient http;
  private final URI server;
  private final History history;
  private final Random random;

  KeyClient(HttpClient http, URI server, History history, Random random) {
    this.http = http;
    this.server = server;
    this.history = history;
    this.random = random;
  }

  void run() {
    while (random.nextInt() != 0) {
      String key = "key-" + random.nextInt(KEYS);
      try {
        if (random.nextInt(3) == 0) {
          read(key);
        } else {
          write(key);
        }
      } catch (IOException died) {
        return; // What the client had asked for last may have been done or not.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void read(String key) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<byte[]> answer = send("GET", PATH + "/" + key, new byte[0]);
    if (answer.statusCode() == 404) {
      history.absent(key, begin, System.nanoTime());
      return;
    }
    check(answer, 200);
    JsonNode object = Json.parse(answer.body());
    history.saw(key, begin, System.nanoTime(), revision(object), value(object));
  }

  /// A plain PUT, or one that holds only if nobody else was faster; the first is a POST.
  private void write(String key) throws IOException, InterruptedException {
    long number = history.begins(key);
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", key);
    object.putObject("data").put("left", number + "-" + "x".repeat(random.nextInt(1_500)))
        .put("right", Long.toString(number));
    long begin = System.nanoTime();
    HttpResponse<byte[]> answer = send("PUT", PATH + "/" + key, Json.bytes(object));
    if (answer.statusCode() == 404) answer = send("POST", PATH, Json.bytes(object));
    if (answer.statusCode() == 409) {
      history.refused(key, number);
      return;
    }
    check(answer, answer.statusCode() == 201 ? 201 : 200);
    history.wrote(key, begin, System.nanoTime(), revision(Json.parse(answer.body())), number);
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(server.resolve(path))
        .header("Content-Type", "application/json").timeout(PATIENCE)
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private void check(HttpResponse<byte[]> answer, int wanted) {
    if (answer.statusCode() == wanted) return;
    history.broken("answered " + answer.statusCode() + ": "
        + new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static long revision(JsonNode object) {
    return Json.at(object, "metadata.resourceVersion").asLong(0);
  }

  /// What is written, which both halves must say.
  private long value(JsonNode object) {
    String left = Json.text(object, "data.left");
    String right = Json.text(object, "data.right");
    if (!left.startsWith(right + "-")) history.broken("half a write: " + left + " and " + right);
    return Long.parseLong(right);
  }
}
