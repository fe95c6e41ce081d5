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
import tools.jackson.databind.node.ObjectNode;

/// The lab's routes on a real server, without the rest of the site.
final class LabServer implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final LabRoutes routes;
  private final Javalin server;

  LabServer() {
    this(YourParts.none());
  }

  LabServer(YourParts parts) {
    routes = new LabRoutes(LabServer::learnerOf, parts);
    server = Javalin.create(config -> {
      config.concurrency.useVirtualThreads = true;
      config.startup.showJavalinBanner = false;
      config.routes.get("/lab/idle", routes::idle);
      config.routes.get("/lab/{name}/events", routes::events);
      config.routes.post("/lab/{name}/commands", routes::command);
      config.routes.post("/lab/memory/{name}", routes::memory);
    }).start("127.0.0.1", Integer.getInteger("lab.port", 0));
  }

  static String learnerOf(io.javalin.http.Context ctx) {
    return Optional.ofNullable(ctx.header("Learner")).orElse("anna");
  }

  /// A server for hands and eyes: `-Dlab.port=9112`.
  public static void main(String[] arguments) {
    new LabServer();
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

  Answer command(String learner, String lab, String fields)
      throws IOException, InterruptedException {
    return post(learner, "/lab/" + lab + "/commands", ("{" + fields + "}").replace('\'', '"'));
  }

  Answer apply(String learner, String lab, String yaml) throws IOException, InterruptedException {
    ObjectNode command = MAPPER.createObjectNode().put("do", "apply").put("yaml", yaml);
    return post(learner, "/lab/" + lab + "/commands", command.toString());
  }

  EventReader events(String learner, String lab) throws IOException, InterruptedException {
    return events(learner, lab, "");
  }

  EventReader events(String learner, String lab, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/lab/" + lab + "/events"))
        .header("Accept", "text/event-stream").header("Learner", learner)
        .header("Last-Event-ID", lastEventId).GET().build();
    return new EventReader(
        client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
  }

  String address() { return "http://127.0.0.1:" + server.port(); }

  @Override
  public void close() {
    routes.close();
    server.stop();
    client.close();
  }
}
