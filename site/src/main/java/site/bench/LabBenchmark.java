package site.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How soon a lab is there and how soon a reset gives a new one, and what labs take of the memory.
///
/// Ready means: its API answers that three nodes are Ready. Client and server share this machine.
public final class LabBenchmark {
  private static final Pattern SERVER = Pattern.compile("server: \"(http[^\"]+)\"");
  private static final Pattern READY = Pattern.compile("\"reason\":\\s*\"KubeletReady\"");
  private static final int NODES = 3;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int THINKING_MILLIS = 700;
  private static final double MEGABYTE = 1024 * 1024;
  private static final String PODS = """
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

  private final URI site;
  private final PrintWriter out;
  private final HttpClient client = HttpClient.newHttpClient();

  public LabBenchmark(URI site, PrintWriter out) {
    this.site = site;
    this.out = out;
  }

  /// Makes, resets and deletes labs `rounds` times, and then keeps some to see what they take.
  public void run(int rounds) throws IOException, InterruptedException {
    Distribution ready = new Distribution();
    Distribution reset = new Distribution();
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      think();
      long start = System.nanoTime();
      Learner learner = new Learner();
      learner.awaitNodes();
      long made = System.nanoTime();
      if (round >= 0) ready.add(made - start);
      think();
      made = System.nanoTime();
      learner.post("/lab/" + learner.lab + "/commands", "{\"do\":\"reset\"}");
      long begun = System.nanoTime();
      if (round >= 0) reset.add(begun - made);
      learner.awaitNodes();
      learner.post("/labs/" + learner.lab + "/delete", "");
    }
    out.printf(Locale.ROOT, "lab made, nodes ready     %s%n", ready);
    out.printf(Locale.ROOT, "reset, a new cluster runs %s%n", reset);
    out.flush();
    weight();
    memory();
  }

  private void weight() throws IOException, InterruptedException {
    Learner learner = new Learner();
    out.printf(Locale.ROOT, "the page of a lab         %s%n",
        new PageWeight(site, client).of("/labs/" + learner.lab, learner.cookie));
    out.flush();
    learner.post("/labs/" + learner.lab + "/delete", "");
  }

  /// Somebody looks at a page before the next click: time for the site to have a cluster at hand.
  private void think() throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(site.resolve("/labs")).build(), BodyHandlers.discarding());
    Thread.sleep(THINKING_MILLIS);
  }

  /// Idle: three nodes and nobody there. Active: twenty Pods more, and its port in use.
  private void memory() throws IOException, InterruptedException {
    int labs = 10;
    double before = used();
    List<Learner> learners = new ArrayList<>();
    for (int number = 0; number < labs; number++) {
      Learner learner = new Learner();
      learner.post("/lab/" + learner.lab + "/commands", "{\"do\":\"speed\",\"factor\":1}");
      learners.add(learner);
    }
    double idle = used();
    for (Learner learner : learners) {
      learner.post("/labs/" + learner.lab + "/apply", "{\"yaml\":\""
          + PODS.replace("\n", "\\n") + "\",\"tries\":false,\"force\":false}");
      learner.awaitPods();
    }
    double active = used();
    out.printf(Locale.ROOT, "memory of an idle lab     %.1f MB%n", (idle - before) / labs);
    out.printf(Locale.ROOT, "with 20 Pods and a client %.1f MB%n", (active - before) / labs);
    for (Learner learner : learners) learner.post("/labs/" + learner.lab + "/delete", "");
  }

  private static double used() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (int round = 0; round < 3; round++) memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  /// One browser with one lab.
  private final class Learner {
    private final String cookie;
    private final String lab;
    private final URI api;

    Learner() throws IOException, InterruptedException {
      HttpResponse<String> made = client.send(HttpRequest.newBuilder(site.resolve("/labs"))
          .POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
      cookie = made.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
      String path = URI.create(made.headers().firstValue("Location").orElseThrow(
          () -> new IOException("no lab was made: " + made.statusCode()))).getPath();
      lab = path.substring(path.lastIndexOf('/') + 1);
      Matcher server = SERVER.matcher(get(site.resolve(path + "/kubeconfig")));
      if (!server.find()) throw new IOException("the kubeconfig names no server");
      api = URI.create(server.group(1));
    }

    void awaitNodes() throws IOException, InterruptedException {
      await("/api/v1/nodes", READY, NODES);
    }

    void awaitPods() throws IOException, InterruptedException {
      await("/api/v1/namespaces/default/pods",
          Pattern.compile("\"phase\":\\s*\"Running\""), 20);
    }

    private void await(String path, Pattern sign, int count)
        throws IOException, InterruptedException {
      for (int tries = 0; tries < 2_000; tries++) {
        String body = get(URI.create(api + path));
        if (sign.matcher(body).results().count() >= count) return;
        Thread.sleep(tries < 20 ? 1 : 20);
      }
      throw new IOException("the lab did not become ready");
    }

    private String get(URI address) throws IOException, InterruptedException {
      return client.send(HttpRequest.newBuilder(address).header("Cookie", cookie).build(),
          BodyHandlers.ofString()).body();
    }

    void post(String path, String json) throws IOException, InterruptedException {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(site.resolve(path))
          .header("Cookie", cookie).header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 400) throw new IOException(path + ": " + answer.body());
    }
  }
}
