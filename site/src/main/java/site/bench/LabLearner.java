package site.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One browser with one lab.
///
/// @param cookie who it is
/// @param lab the lab's id
/// @param api where the lab's API answers, for clients from outside
record LabLearner(HttpClient client, URI site, String cookie, String lab, URI api) {
  private static final Pattern SERVER = Pattern.compile("server: \"(http[^\"]+)\"");
  private static final Pattern READY = Pattern.compile("\"reason\":\\s*\"KubeletReady\"");
  private static final Pattern RUNNING = Pattern.compile("\"phase\":\\s*\"Running\"");
  private static final int NODES = 3;
  private static final int PODS = 20;
  private static final String DEPLOYMENT = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 20
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: nginx}]}
      """;

  /// Somebody new, who makes a lab.
  static LabLearner met(HttpClient client, URI site) throws IOException, InterruptedException {
    HttpResponse<String> made = client.send(HttpRequest.newBuilder(site.resolve("/labs"))
        .POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    String cookie = made.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    String path = URI.create(made.headers().firstValue("Location").orElseThrow(
        () -> new IOException("no lab was made: " + made.statusCode()))).getPath();
    Matcher server = SERVER.matcher(get(client, cookie, site.resolve(path + "/kubeconfig")));
    if (!server.find()) throw new IOException("the kubeconfig names no server");
    return new LabLearner(client, site, cookie, path.substring(path.lastIndexOf('/') + 1),
        URI.create(server.group(1)));
  }

  void awaitNodes() throws IOException, InterruptedException {
    await("/api/v1/nodes", READY, NODES);
  }

  /// Applies a Deployment of twenty Pods, and waits until they run.
  void runPods() throws IOException, InterruptedException {
    post("/labs/" + lab + "/apply", "{\"yaml\":\"" + DEPLOYMENT.replace("\n", "\\n")
        + "\",\"tries\":false,\"force\":false}");
    await("/api/v1/namespaces/default/pods", RUNNING, PODS);
  }

  /// Sends one of the board's commands.
  void command(String json) throws IOException, InterruptedException {
    post("/lab/" + lab + "/commands", json);
  }

  /// Gives the lab up.
  void leave() throws IOException, InterruptedException {
    post("/labs/" + lab + "/delete", "");
  }

  private void await(String path, Pattern sign, int count)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < 2_000; tries++) {
      String body = get(client, cookie, URI.create(api + path));
      if (sign.matcher(body).results().count() >= count) return;
      Thread.sleep(tries < 20 ? 1 : 20);
    }
    throw new IOException("the lab did not become ready");
  }

  private static String get(HttpClient client, String cookie, URI address)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).header("Cookie", cookie).build(),
        BodyHandlers.ofString()).body();
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(site.resolve(path))
        .header("Cookie", cookie).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 400) throw new IOException(path + ": " + answer.body());
  }
}
