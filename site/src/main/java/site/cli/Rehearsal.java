package site.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.connection.HttpConnection;
import site.CannotServe;
import site.Settings;
import site.Site;
import site.lab.Ground;

/// What the build lets the program do once, so that the JVM can keep the classes that this takes
/// parsed and linked for whoever starts it next (AOT cache): a cluster comes up, and our kubectl
/// makes a Deployment and a Service in it and looks at them; and the site comes up, and somebody reads.
///
/// Nobody depends on it: where it fails, the program starts as it would without.
public final class Rehearsal {

  private static final String SECONDS = "6";
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  private static final List<List<String>> SCENE = List.of(
      List.of("create", "deployment", "web", "--image=registry.k8s.io/echoserver", "--replicas=3"),
      List.of("expose", "deployment", "web", "--port=80", "--target-port=8080"),
      List.of("rollout", "status", "deployment/web"),
      List.of("get", "pods,services,deployments", "-A", "-o", "wide"),
      List.of("describe", "deployment", "web"));

  private static final List<String> PAGES = List.of("/", "/lessons/L01", "/glossary", "/labs",
      "/lessons/say-what-you-want");

  private final String server;

  private Rehearsal(int port) {
    this.server = "http://127.0.0.1:" + port;
  }

  /// Plays it; always ends well.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setOut(NOWHERE);
    System.setErr(NOWHERE);
    int port = freePort();
    Thread cluster = Thread.ofPlatform().start(() -> InsideOut.execute(
        new String[]{"cluster", "--port", String.valueOf(port), "--for", SECONDS}));
    new Rehearsal(port).play(cluster);
    read();
    cluster.join();
  }

  /// Turns a few pages of a site that keeps nothing.
  private static void read() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-rehearsal");
    try (HttpClient reader = HttpClient.newHttpClient();
        Site site = Site.start(new Settings("127.0.0.1", 0, folder))) {
      for (String page : PAGES) {
        reader.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + site.port() + page)).build(),
            BodyHandlers.discarding());
      }
    } catch (CannotServe none) {
      return;
    } finally {
      Ground.delete(folder);
    }
  }

  private void play(Thread cluster) {
    long begin = System.nanoTime();
    while (kubectl(List.of("get", "nodes")) != 0) {
      if (!cluster.isAlive() || System.nanoTime() - begin > LONGEST_NANOS) return;
      LockSupport.parkNanos(10_000_000);
    }
    for (List<String> line : SCENE) {
      if (kubectl(line) != 0) return;
    }
  }

  private int kubectl(List<String> line) {
    Console console = new Console(InputStream.nullInputStream(), NOWHERE, NOWHERE, false,
        new TreeMap<>(), Path.of("").toAbsolutePath());
    List<String> words = new ArrayList<>(List.of("--server", server));
    words.addAll(line);
    return new Kubectl(console, to -> HttpConnection.to(to, Duration.ZERO)).run(words);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
