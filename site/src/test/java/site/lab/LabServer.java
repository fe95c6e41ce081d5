package site.lab;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The lab's routes on a real server, without the rest of the site.
final class LabServer implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Javalin server;

  LabServer(LabRoutes routes) {
    server = Javalin.create(config -> {
      config.concurrency.useVirtualThreads = true;
      config.startup.showJavalinBanner = false;
      config.routes.post("/lab/memory/{name}", routes::memory);
    }).start("127.0.0.1", Integer.getInteger("lab.port", 0));
  }

  static String learnerOf(io.javalin.http.Context ctx) {
    return Optional.ofNullable(ctx.header("Learner")).orElse("anna");
  }

  /// A server for hands and eyes: `-Dlab.port=9112`.
  public static void main(String[] arguments) {
    new LabServer(new LabRoutes(LabServer::learnerOf));
  }

  /// An answer: its status and its body.
  record Answer(int status, JsonNode body) {
    String text(String field) { return body.path(field).asString(""); }
  }

  Answer post(String learner, String path, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
        .header("Content-Type", "application/json").header("Learner", learner)
        .POST(HttpRequest.BodyPublishers.ofString(json)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
  }

  String address() { return "http://127.0.0.1:" + server.port(); }

  @Override
  public void close() {
    server.stop();
    client.close();
  }
}
