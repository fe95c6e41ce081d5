package site.bench.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.LeaseJournal;
import kube.controlplane.etcd.MultiVersionStore;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.LiveLoop;

/// An API server and its store, with nobody else in the cluster: what is measured is these two.
final class ApiWorld implements AutoCloseable {

  static final String PODS = "/api/v1/namespaces/default/pods";
  private static final int MOST_SAMPLES = 4_000_000;

  /// What etcd allows by itself, two gigabytes, is full after ten seconds of creating Pods.
  private static final long BYTES_ALLOWED = 1L << 40;

  private final ApiServer server;
  private final LiveLoop live;
  private final HttpTransport http;
  private long podsCreated;

  private ApiWorld(EventLoop loop) throws IOException {
    server = server(loop);
    live = LiveLoop.start(loop, "cluster");
    http = HttpTransport.open(live, server::handle, 0);
  }

  static ApiWorld open() throws IOException {
    return new ApiWorld(new EventLoop(Instant.now(), 1));
  }

  /// A server with the namespace `default`, owned by the caller.
  static ApiServer server(EventLoop loop) {
    Etcd etcd = new Etcd(new MultiVersionStore(), new BufferedWatchHub(), LeaseJournal.NONE,
        BYTES_ALLOWED);
    ApiServer server = new ApiServer(loop.actor("apiserver"), etcd,
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));
    Request namespace = post("/api/v1/namespaces",
        "{\"metadata\":{\"name\":\"default\"}}".getBytes(StandardCharsets.UTF_8));
    ApiBenchmark.check(namespace, server.handle(namespace));
    return server;
  }

  URI url() {
    return URI.create(http.url());
  }

  void create(String namespace, String name) {
    Request request = post("/api/v1/namespaces/" + namespace + "/pods", PodText.of(name));
    ApiBenchmark.check(request, live.ask(() -> server.handle(request)).join());
  }

  /// Creates Pods as fast as one client on the loop can, and returns how many a second.
  double createsInProcess(Duration duration) {
    createFor(duration.multipliedBy(2)); // Compiles the code.
    return createFor(duration);
  }

  private double createFor(Duration duration) {
    return live.ask(() -> {
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      long first = podsCreated;
      while (System.nanoTime() < end) {
        Request request = post(PODS, PodText.of("in-process-" + podsCreated++));
        ApiBenchmark.check(request, server.handle(request));
      }
      return (podsCreated - first) / ((System.nanoTime() - start) / 1e9);
    }).join();
  }

  /// Reads one object again and again, on the loop.
  Sample getInProcess(String path, Duration duration) {
    Request get = Request.of("GET", path, "bench");
    return live.ask(() -> {
      long[] times = new long[MOST_SAMPLES];
      int count = 0;
      long begin = System.nanoTime();
      while (count < times.length && System.nanoTime() - begin < duration.toNanos()) {
        long start = System.nanoTime();
        Response response = server.handle(get);
        times[count++] = System.nanoTime() - start;
        ApiBenchmark.check(get, response);
      }
      return Sample.of(Arrays.copyOf(times, count), (System.nanoTime() - begin) / 1e9);
    }).join();
  }

  static Request post(String path, byte[] json) {
    return Request.of("POST", path, "bench").withBody("application/json", json);
  }

  @Override
  public void close() {
    http.close();
    live.close();
  }
}
