package site.bench.fuzz;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.admission.Extensions;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import tools.jackson.databind.JsonNode;

/// Sends random requests and holds the server to its promises.
public final class FuzzBenchmark {

  private static final int REPORT_EVERY = 50_000;
  private static final int REQUESTS_PER_SECOND = 1_000;
  private static final long HANG_NANOS = 5_000_000_000L;
  private static final int FINDINGS_SHOWN = 20;
  private static final int LONGEST_SHOWN = 600;

  /// Kubernetes answers these with a code of the 500s, and so do we.
  private static final List<String> KUBERNETES_OWN = List.of(
      "resourceVersion should not be set on objects to be created", "Too large resource version",
      "failed calling webhook", "the spec replicas field");

  private final PrintWriter out;
  private final EventLoop loop = new EventLoop(Instant.parse("2026-01-01T00:00:00Z"), 1);
  private final ApiServer server;
  private final List<Target> targets;
  private final RequestMill mill;
  private final Map<String, Map<String, String>> watched = new TreeMap<>();
  private final Map<String, Integer> findings = new TreeMap<>();
  private final int[] codes = new int[600];
  private long newestRevision;

  public FuzzBenchmark(PrintWriter out, long seed) {
    this.out = out;
    this.server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()), AccessSettings.open(seed),
        Reach.NOBODY, new Extensions(new OpenGate(),
            new OddWebhooks(loop.actor("webhooks"), new Random(seed))));
    this.server.keepHouse();
    Scenery.set(server);
    loop.advance(Duration.ofSeconds(5));
    Scenery.closeGates(server);
    loop.advance(Duration.ofSeconds(1));
    this.targets = Target.of(server).stream().filter(Target::readable).toList();
    this.mill = new RequestMill(new Random(seed), targets);
    targets.forEach(this::follow);
  }

  /// Returns what was found, each finding once, with how often.
  public Map<String, Integer> run(int requests) {
    long start = System.nanoTime();
    for (int number = 1; number <= requests; number++) {
      check(mill.next());
      if (number % REQUESTS_PER_SECOND == 0) loop.advance(Duration.ofSeconds(1));
      if (number % REPORT_EVERY == 0) {
        report(number, start);
        compareWatches();
      }
    }
    loop.advance(Duration.ofSeconds(1));
    compareWatches();
    report(requests, start);
    findings.entrySet().stream().limit(FINDINGS_SHOWN)
        .forEach(found -> out.println(found.getValue() + " times: " + found.getKey()));
    out.flush();
    return findings;
  }

  private void check(RequestMill.Made made) {
    Request request = made.request();
    long begin = System.nanoTime();
    Response response;
    try {
      response = server.handle(request);
    } catch (RuntimeException | StackOverflowError bug) {
      find("threw " + bug, request);
      return;
    }
    if (System.nanoTime() - begin > HANG_NANOS) find("took more than 5 s", request);
    switch (response) {
      case Answer answer -> check(made, answer);
      case Response.Later(Response.Promise promise) -> promise.whenKept(kept -> {
        if (kept instanceof Answer answer) check(made, answer);
      });
      case Response.Stream _,Response.Flow _,Response.Upgrade _ -> {}
    }
  }

  private void check(RequestMill.Made made, Answer answer) {
    Request request = made.request();
    codes[answer.code()]++;
    if (answer.code() >= 500 && KUBERNETES_OWN.stream().noneMatch(text(answer)::contains)) {
      find("answered " + answer.code() + " " + message(answer), request);
    }
    boolean writes = List.of("POST", "PUT", "PATCH").contains(request.method())
        && answer.isOk() && request.query("dryRun").isEmpty();
    if (writes && answer.contentType().equals("application/json")) {
      checkWritten(made.target(), request, answer);
    }
  }

  private void checkWritten(Target target, Request request, Answer answer) {
    JsonNode object = Json.parse(answer.body());
    long revision = Json.at(object, "metadata.resourceVersion").asLong(0);
    String name = Json.text(object, "metadata.name");
    boolean isStored = Json.text(object, "kind").equals(target.kind()) && revision > 0;
    if (!isStored || request.path().endsWith("/" + name + "/scale")) return;
    if (revision > newestRevision) newestRevision = revision;
    String path = target.collection(Json.text(object, "metadata.namespace")) + "/" + name;
    boolean goes = !Json.text(object, "metadata.deletionTimestamp").isEmpty();
    Response read = server.handle(Request.of("GET", path, "fuzz"));
    if (!(read instanceof Answer found) || !found.isOk()) {
      if (!goes) find("acknowledged and not readable: " + target.plural(), request);
    } else if (Json.at(Json.parse(found.body()), "metadata.resourceVersion")
        .asLong(0) != revision) {
      find("read another revision than was acknowledged: " + target.plural(), request);
    }
  }

  /// Watches a kind from the beginning and remembers what it was told.
  private void follow(Target target) {
    String path = target.base() + "/" + target.plural();
    Request watch = Request.of("GET", path, "fuzz").withQuery("watch", "true");
    if (!(server.handle(watch) instanceof Response.Stream stream)) return;
    Map<String, String> objects = new TreeMap<>();
    watched.put(path, objects);
    stream.source().open(new Response.WatchSink() {
      private long last;

      @Override
      public void event(Response.WatchEvent event) {
        JsonNode object = event.object().tree();
        String key = key(object);
        long revision = Json.at(object, "metadata.resourceVersion").asLong(0);
        switch (event.type()) {
          case "ADDED", "MODIFIED" -> objects.put(key, Long.toString(revision));
          case "DELETED" -> objects.remove(key);
          default -> {
            findings.merge("a watch of " + path + " said " + event.type(), 1, Integer::sum);
            return;
          }
        }
        if (revision < last) findings.merge("a watch went back: " + path, 1, Integer::sum);
        last = revision;
      }

      @Override
      public void ended() {
        findings.merge("a watch ended: " + path, 1, Integer::sum);
      }
    });
  }

  private void compareWatches() {
    loop.advance(Duration.ofSeconds(1));
    for (var entry : watched.entrySet()) {
      if (!(server.handle(Request.of("GET", entry.getKey(), "fuzz")) instanceof Answer list))
        continue;
      Map<String, String> listed = new TreeMap<>();
      Json.parse(list.body()).path("items").forEach(object -> listed.put(key(object),
          Json.text(object, "metadata.resourceVersion")));
      if (!listed.equals(entry.getValue())) {
        findings.merge("watch and list differ: " + entry.getKey(), 1, Integer::sum);
      }
    }
  }

  private static String key(JsonNode object) {
    return Json.text(object, "metadata.namespace") + "/" + Json.text(object, "metadata.name");
  }

  private void find(String what, Request request) {
    boolean isNew = !findings.containsKey(what);
    findings.merge(what, 1, Integer::sum);
    if (!isNew || findings.size() > FINDINGS_SHOWN) return;
    String body = new String(request.body(), StandardCharsets.UTF_8);
    out.println(what + "\n    " + request.method() + " " + request.path() + " " + request.query()
        + " " + request.headers() + "\n    "
        + body.substring(0, Math.min(body.length(), LONGEST_SHOWN)));
    out.flush();
  }

  private void report(int requests, long start) {
    List<String> counts = new ArrayList<>();
    for (int code = 0; code < codes.length; code++) {
      if (codes[code] > 0) counts.add(code + ": " + codes[code]);
    }
    out.printf("%,d requests, %.0f s, revision %,d, %d findings, %s%n", requests,
        (System.nanoTime() - start) / 1e9, newestRevision, findings.size(), counts);
    out.flush();
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String message(Answer answer) {
    try {
      return Json.text(Json.parse(answer.body()), "message");
    } catch (RuntimeException notJson) {
      return text(answer);
    }
  }
}
