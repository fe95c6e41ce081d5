package site.bench.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Clients that call as fast as they are answered. The first half of the time only warms up.
///
/// Each has a thread of the operating system, as a client in a process of its own has.
final class Load {

  private static final int MOST_SAMPLES = 1_000_000;

  private Load() {}

  static Sample gets(ApiWorld world, String path, int clients, Duration duration)
      throws IOException, InterruptedException {
    byte[] request = RawClient.get(path, "");
    return run(world, clients, duration, () -> request);
  }

  static Sample creates(ApiWorld world, int clients, Duration duration)
      throws IOException, InterruptedException {
    AtomicLong number = new AtomicLong();
    return run(world, clients, duration, () -> RawClient.post(ApiWorld.PODS,
        PodText.of("over-http-" + clients + "-" + number.incrementAndGet())));
  }

  static Sample list(ApiWorld world, String path, String headers, int times) throws IOException {
    long[] nanos = new long[times];
    byte[] request = RawClient.get(path, headers);
    try (RawClient client = new RawClient(world.url())) {
      for (int warmUp = 0; warmUp < times / 2; warmUp++) call(client, request);
      for (int time = 0; time < times; time++) nanos[time] = call(client, request);
    }
    return Sample.of(nanos, Arrays.stream(nanos).sum() / 1e9);
  }

  private static Sample run(ApiWorld world, int clients, Duration duration,
      Supplier<byte[]> requests) throws IOException, InterruptedException {
    List<Future<long[]>> results = new ArrayList<>();
    long half = System.nanoTime() + duration.toNanos() / 2;
    long end = half + duration.toNanos() / 2;
    ThreadFactory threads = Thread.ofPlatform().factory();
    try (ExecutorService crowd = Executors.newThreadPerTaskExecutor(threads)) {
      for (int client = 0; client < clients; client++) {
        results.add(crowd.submit(() -> callUntil(world, requests, half, end)));
      }
    }
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> result : results) {
      try {
        all.add(result.get());
      } catch (ExecutionException broken) {
        throw new IOException("a client failed", broken);
      }
    }
    return Sample.of(all.stream().flatMapToLong(Arrays::stream).toArray(), (end - half) / 1e9);
  }

  private static long[] callUntil(ApiWorld world, Supplier<byte[]> requests, long from, long end)
      throws IOException {
    long[] times = new long[MOST_SAMPLES];
    int count = 0;
    try (RawClient client = new RawClient(world.url())) {
      while (System.nanoTime() < end && count < times.length) {
        long nanos = call(client, requests.get());
        if (System.nanoTime() > from) times[count++] = nanos;
      }
    }
    return Arrays.copyOf(times, count);
  }

  private static long call(RawClient client, byte[] request) throws IOException {
    long start = System.nanoTime();
    int code = client.call(request);
    long took = System.nanoTime() - start;
    if (code >= 300) throw new IOException("the server answered " + code);
    return took;
  }
}
