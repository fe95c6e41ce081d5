package site.bench.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Starts `inside-out cluster --data`, lets several clients write and read over HTTP, kills it at a
/// random moment of their load, and starts it again on the same folder. The moment is a number of
/// acknowledged writes and a pause of less than the next ones take: time alone would kill a slow
/// machine's cluster before anybody has written.
///
/// The [History] of all clients over all lives is judged in the end: nothing that was acknowledged is
/// lost or half there, and every client saw one order of events.
public final class LiveCrashBenchmark {

  private static final String MAIN = "site.cli.InsideOut";
  private static final int CLIENTS = 6;
  private static final int MOST_WRITES = 120;
  private static final int LONGEST_PAUSE_NANOS = 3_000_000;
  private static final int PORTS = 500;
  private static final int REPORT_EVERY = 25;
  private static final Duration LONGEST_BOOT = Duration.ofSeconds(60);
  private static final Duration LONGEST_LOAD = Duration.ofSeconds(20);

  private final PrintWriter out;
  private final Random random;
  private final History history = new History();
  private final int firstPort = Integer.getInteger("inside-out.port", 0);
  private int lives;

  /// @param seed decides how long each life lasts and what the clients do
  public LiveCrashBenchmark(PrintWriter out, long seed) {
    this.out = out;
    this.random = new Random(seed);
  }

  /// @throws IllegalStateException when a promise was broken
  public void run(int kills) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-live-crash");
    for (int kill = 1; kill <= kills; kill++) {
      liveAndDie(folder);
      if (kill % REPORT_EVERY == 0 || kill == kills) {
        out.printf("%d kills, %s%n", kill, history.verdict());
        out.flush();
      }
    }
    CrashBenchmark.delete(folder);
  }

  private void liveAndDie(Path folder) throws IOException, InterruptedException {
    int port = firstPort == 0 ? freePort() : firstPort + lives++ % PORTS;
    URI url = URI.create("http://127.0.0.1:" + port);
    Process victim = start(folder, port);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      awaitReady(http, url, victim);
      for (int client = 0; client < CLIENTS; client++) {
        Random own = new Random(random.nextLong());
        crowd.execute(() -> new KeyClient(http, url, history, own).run());
      }
      history.awaitWrites(1 + random.nextInt(MOST_WRITES), LONGEST_LOAD);
      LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
      victim.destroyForcibly().waitFor();
    }
  }

  private static Process start(Path folder, int port) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    String cache = System.getProperty("inside-out.aot", "");
    if (!cache.isEmpty()) command.add("-XX:AOTCache=" + cache);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "cluster", "--nodes",
        "1", "--data", folder.toString(), "--port", String.valueOf(port), "--for", "120"));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void awaitReady(HttpClient http, URI url, Process victim)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_BOOT.toNanos();
    HttpRequest question = HttpRequest.newBuilder(url.resolve("/readyz"))
        .timeout(KeyClient.PATIENCE).build();
    while (System.nanoTime() < end) {
      if (!victim.isAlive()) throw new IOException("the cluster did not come back");
      try {
        if (http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(2_000_000);
      }
    }
    throw new IOException("the cluster did not answer within " + LONGEST_BOOT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
