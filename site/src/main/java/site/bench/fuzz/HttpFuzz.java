package site.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.LiveLoop;

/// The same random requests from several clients at once, over real connections and with real
/// clients' bad manners: half-sent bodies, single bytes, broken heads, frames, protobuf.
///
/// Every client writes under its own names, so that it knows what must be there; watches see all.
public final class HttpFuzz {

  private static final int CLIENTS = 4;
  private static final int WATCHED = 12;

  private final PrintWriter out;
  private final long firstSeed;

  public HttpFuzz(PrintWriter out, long seed) {
    this.out = out;
    this.firstSeed = seed;
  }

  /// Returns what was found, each finding once, with how often.
  public Map<String, Integer> run(int requests) throws IOException, InterruptedException {
    Judge judge = new Judge(out);
    long seed = firstSeed;
    for (int sent = 0; sent < requests; sent += FuzzBenchmark.REQUESTS_A_SEED) {
      runWorld(judge, seed, Math.min(FuzzBenchmark.REQUESTS_A_SEED, requests - sent));
      judge.report("over HTTP, seed " + seed++);
    }
    return judge.findings();
  }

  private void runWorld(Judge judge, long seed, int requests)
      throws IOException, InterruptedException {
    EventLoop loop = new EventLoop(Instant.now().minus(Duration.ofMinutes(1)), seed);
    ApiServer server = FuzzBenchmark.server(loop, seed, judge.excuses());
    for (int client = 0; client < CLIENTS; client++) {
      server.handle(Request.of("POST", "/api/v1/namespaces", "fuzz").withBody("application/json",
          RudeClient.named("own-" + client)));
    }
    List<Target> targets = Target.of(server).stream().filter(Target::readable).toList();
    List<Future<?>> done = new ArrayList<>();
    try (LiveLoop live = LiveLoop.start(loop, "fuzz");
        HttpTransport http = HttpTransport.open(live, server::handle, 0);
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      URI url = URI.create(http.url());
      List<Watcher> watchers = watch(judge, url, targets, crowd, new Random(seed));
      for (int client = 0; client < CLIENTS; client++) {
        Random own = new Random(seed * CLIENTS + client);
        RequestMill mill = new RequestMill(own, targets, "c" + client, "own-" + client, false);
        done.add(crowd.submit(() -> {
          new RudeClient(judge, url, mill, own).run(requests / CLIENTS);
          return null;
        }));
      }
      for (Future<?> one : done) one.get();
      for (Watcher watcher : watchers) watcher.compare(url);
      watchers.forEach(Watcher::leave);
      live.failure().ifPresent(bug -> judge.find("the loop died of " + bug));
    } catch (ExecutionException broken) {
      judge.find("a client was left alone: " + broken.getCause());
    }
  }

  private static List<Watcher> watch(Judge judge, URI url, List<Target> targets,
      ExecutorService crowd, Random random) throws IOException, InterruptedException {
    List<Watcher> watchers = new ArrayList<>();
    CountDownLatch open = new CountDownLatch(WATCHED);
    for (int one = 0; one < WATCHED; one++) {
      Target target = targets.get(random.nextInt(targets.size()));
      boolean odd = target.converts() || target.plural().equals("apiservices");
      String path = odd ? "/api/v1/configmaps" : target.base() + "/" + target.plural();
      Watcher watcher = new Watcher(new Mirror(path, judge), judge, new Wire(url), open);
      watchers.add(watcher);
      crowd.execute(watcher::run);
    }
    open.await();
    return watchers;
  }

  /// Follows one collection over a chunked stream.
  private record Watcher(Mirror mirror, Judge judge, Wire wire, CountDownLatch open) {

    void run() {
      try {
        wire.write((Wire.head(Request.of("GET", mirror.path(), "fuzz")
            .withQuery("watch", "true")) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        wire.skipHead();
        open.countDown();
        for (byte[] chunk = wire.chunk(); chunk.length > 0; chunk = wire.chunk()) {
          for (String line : new String(chunk, StandardCharsets.UTF_8)
              .lines().toList()) {
            var event = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            mirror.event(Json.text(event, "type"), event.path("object"));
          }
        }
      } catch (IOException left) {
        open.countDown();
      }
    }

    /// What is on its way may still come: the list is asked for until both agree.
    void compare(URI url) throws IOException, InterruptedException {
      long end = System.nanoTime() + Wire.PATIENCE.toNanos();
      try (Wire reader = new Wire(url)) {
        while (System.nanoTime() < end) {
          reader.write((Wire.head(Request.of("GET", mirror.path(), "fuzz")) + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
          Answer list = reader.read(true);
          if (list.code() != 200 || mirror.shows(Json.parse(list.body()))) return;
          Thread.sleep(Duration.ofMillis(20));
        }
      }
      judge.find("watch and list differ over HTTP: " + mirror.path());
    }

    void leave() {
      try {
        wire.close();
      } catch (IOException closed) {
        judge.find("a watch could not be closed: " + closed);
      }
    }
  }
}
