package site.bench.fuzz;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.Extensions;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;

/// Sends random requests on the server's own loop and holds the server to its promises.
///
/// Every so many requests the world begins anew with the next seed, so that a run of a million can be
/// taken up where it stopped.
public final class FuzzBenchmark {

  /// How many requests one world lives through.
  public static final int REQUESTS_A_SEED = 50_000;

  private static final int REQUESTS_PER_SECOND = 1_000;
  private static final int ORACLE_EVERY = 10;
  private static final long HANG_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private final long firstSeed;

  public FuzzBenchmark(PrintWriter out, long seed) {
    this.out = out;
    this.firstSeed = seed;
  }

  /// Returns what was found, each finding once, with how often.
  public Map<String, Integer> run(int requests) {
    Judge judge = new Judge(out);
    long seed = firstSeed;
    for (int sent = 0; sent < requests; sent += REQUESTS_A_SEED) {
      new World(judge, seed).run(Math.min(REQUESTS_A_SEED, requests - sent));
      judge.report("seed " + seed++);
    }
    return judge.findings();
  }

  /// A server with everything in its way that a request can meet.
  static ApiServer server(EventLoop loop, long seed, Excuses excuses) {
    ApiServer server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()), AccessSettings.open(seed),
        Reach.NOBODY, new Extensions(Part.none(),
            new OddWebhooks(loop.actor("webhooks"), new Random(seed), excuses)));
    server.keepHouse();
    Scenery.set(server);
    loop.advance(Duration.ofSeconds(5));
    Scenery.closeGates(server);
    loop.advance(Duration.ofSeconds(1));
    return server;
  }

  private static final class World {
    private final EventLoop loop = new EventLoop(Instant.parse("2026-01-01T00:00:00Z"), 1);
    private final Judge judge;
    private final ApiServer server;
    private final RequestMill mill;
    private final SchemaOracle oracle;
    private final List<Mirror> mirrors = new ArrayList<>();

    World(Judge judge, long seed) {
      this.judge = judge;
      this.server = server(loop, seed, judge.excuses());
      List<Target> targets = Target.of(server).stream().filter(Target::readable).toList();
      this.mill = new RequestMill(new Random(seed), targets);
      this.oracle = new SchemaOracle(server, judge, new Random(seed));
      targets.forEach(this::follow);
    }

    void run(int requests) {
      for (int number = 1; number <= requests; number++) {
        check(mill.next());
        if (number % ORACLE_EVERY == 0) oracle.customObject();
        if (number % REQUESTS_PER_SECOND == 0) loop.advance(Duration.ofSeconds(1));
      }
      loop.advance(Duration.ofSeconds(60));
      mirrors.forEach(this::compare);
    }

    private void check(RequestMill.Made made) {
      Request request = made.request();
      long begin = System.nanoTime();
      Response response;
      try {
        response = server.handle(request);
      } catch (RuntimeException | StackOverflowError bug) {
        judge.find("threw " + bug, request);
        return;
      }
      if (System.nanoTime() - begin > HANG_NANOS) judge.find("took more than 5 s", request);
      switch (response) {
        case Answer answer -> check(made, answer);
        case Response.Later(Response.Promise promise) -> promise.whenKept(kept -> {
          if (kept instanceof Answer answer) check(made, answer);
        });
        case Response.Stream _,Response.Flow _,Response.Upgrade _ -> {}
      }
    }

    private void check(RequestMill.Made made, Answer answer) {
      judge.check(made, answer, server::handle);
      if (answer.code() == 201) oracle.accepted(made);
    }

    /// Watches a kind from the beginning and remembers what it was told.
    private void follow(Target target) {
      String path = target.base() + "/" + target.plural();
      Request watch = Request.of("GET", path, "fuzz").withQuery("watch", "true");
      boolean isMadeUp = target.plural().equals("apiservices"); // Its list names those of no store.
      if (isMadeUp || target.converts()
          || !(server.handle(watch) instanceof Response.Stream stream))
        return;
      Mirror mirror = new Mirror(path, judge);
      mirrors.add(mirror);
      stream.source().open(new Response.WatchSink() {

        @Override
        public void event(Response.WatchEvent event) {
          mirror.event(event.type(), event.object().tree());
        }

        @Override
        public void ended() {
          judge.find("a watch ended: " + path);
        }
      });
    }

    private void compare(Mirror mirror) {
      boolean differs = server
          .handle(Request.of("GET", mirror.path(), "fuzz")) instanceof Answer list
          && !mirror.shows(Json.parse(list.body()));
      if (differs) judge.find("watch and list differ: " + mirror.path());
    }
  }
}
