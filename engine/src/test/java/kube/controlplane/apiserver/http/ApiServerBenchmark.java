package kube.controlplane.apiserver.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;

/// Measures the API server in-process and through its socket. A program, not a test: run `main`.
final class ApiServerBenchmark {

  private static final String POD_PATH = "/api/v1/namespaces/default/pods/pod-7";
  private static final int PODS = 10_000;

  private ApiServerBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    inProcess();
    try (HttpWorld world = HttpWorld.open()) {
      world.create("/api/v1/namespaces/default/pods", pod("pod-7"));
      overHttp(URI.create(world.url()), 1, 4);
      overHttp(URI.create(world.url()), 32, 6);
    }
  }

  private static void inProcess() {
    EventLoop loop = new EventLoop(Instant.parse("2026-11-22T00:00:00Z"), 1);
    ApiServer server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));
    post(server, "/api/v1/namespaces", "{'metadata':{'name':'default'}}");
    long start = System.nanoTime();
    for (int number = 0; number < PODS; number++) {
      post(server, "/api/v1/namespaces/default/pods", pod("pod-" + number));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("create in-process          %,.0f/s%n", PODS / seconds);
    Request get = Request.of("GET", POD_PATH, "bench");
    for (int round = 0; round < 3; round++) {
      print("GET in-process", time(100_000, () -> server.handle(get)));
    }
    Request list = Request.of("GET", "/api/v1/pods", "bench");
    print("list of 10,000 Pods", time(20, () -> server.handle(list)));
    Request table = list.withHeader("accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
    print("table of 10,000 Pods", time(10, () -> server.handle(table)));
  }

  private static void overHttp(URI url, int connections, int seconds) throws Exception {
    AtomicLong requests = new AtomicLong();
    long[][] samples = new long[connections][];
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < connections; client++) {
        int number = client;
        clients.execute(() -> {
          samples[number] = ask(url, end);
          requests.addAndGet(samples[number].length);
        });
      }
    }
    long[] all = Arrays.stream(samples).flatMapToLong(
        one -> Arrays.stream(one, one.length / 2, one.length)).sorted().toArray();
    System.out.printf("GET over HTTP, %2d clients   p50 %.1f µs, p99 %.1f µs, %,d/s%n", connections,
        all[all.length / 2] / 1e3, all[all.length * 99 / 100] / 1e3, requests.get() / seconds);
  }

  /// A client that does nothing but write the same bytes and read the same number of them.
  private static long[] ask(URI url, long end) {
    byte[] request = ("GET " + POD_PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    long[] times = new long[1_000_000];
    int count = 0;
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      out.write(request);
      int length = in.read(buffer);
      while (System.nanoTime() < end && count < times.length) {
        long start = System.nanoTime();
        out.write(request);
        int read = 0;
        while (read < length) read += in.read(buffer);
        times[count++] = System.nanoTime() - start;
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return Arrays.copyOf(times, count);
  }

  private static long[] time(int count, Supplier<Response> work) {
    long[] times = new long[count];
    for (int number = 0; number < count; number++) {
      long start = System.nanoTime();
      Response response = work.get();
      times[number] = System.nanoTime() - start;
      if (!(response instanceof Response.Answer answer) || !answer.isOk()) {
        throw new IllegalStateException("refused: " + response);
      }
    }
    Arrays.sort(times);
    return times;
  }

  private static void print(String what, long[] times) {
    System.out.printf("%-26s p50 %,.1f µs, p99 %,.1f µs%n", what, times[times.length / 2] / 1e3,
        times[times.length * 99 / 100] / 1e3);
  }

  private static void post(ApiServer server, String path, String json) {
    server.handle(Request.of("POST", path, "bench").withBody("application/json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static String pod(String name) {
    return "{'metadata':{'name':'" + name + "','labels':{'app':'web'}},'spec':{'containers':[{"
        + "'name':'web','image':'web:1','ports':[{'containerPort':80}],'resources':{'requests':"
        + "{'cpu':'100m','memory':'64Mi'}}}]}}";
  }
}
