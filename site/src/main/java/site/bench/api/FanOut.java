package site.bench.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One writer and many watchers, each on its own connection: how late does news arrive?
///
/// Every Pod's name ends with the moment of its creation, so a watcher can tell.
final class FanOut {

  private static final int MOST_SAMPLES = 4_000_000;
  private static final byte[] MARK = "\"name\":\"at-".getBytes(StandardCharsets.US_ASCII);
  private static final int MILLIS_TO_DRAIN = 2_000;

  private final ApiWorld world;
  private final int watchers;
  private final long[] delays = new long[MOST_SAMPLES];
  private final AtomicInteger delivered = new AtomicInteger();
  private volatile long measuredFrom = Long.MAX_VALUE;

  FanOut(ApiWorld world, int watchers) {
    this.world = world;
    this.watchers = watchers;
  }

  /// @param delays of the measured events
  record Result(int expected, Sample delays) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "delay p50 %.1f ms, p99 %.1f ms, %,d of %,d came",
          delays.micros(50) / 1e3, delays.micros(99) / 1e3, delays.nanos().length, expected);
    }
  }

  Result run(int eventsPerSecond, Duration duration) throws IOException, InterruptedException {
    CountDownLatch ready = new CountDownLatch(watchers);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int watcher = 0; watcher < watchers; watcher++) {
        var _ = readers.submit(() -> {
          follow(ready);
          return true;
        });
      }
      ready.await();
      write(eventsPerSecond, duration);
      measuredFrom = System.nanoTime();
      int written = write(eventsPerSecond, duration);
      LockSupport.parkNanos(Duration.ofMillis(MILLIS_TO_DRAIN).toNanos());
      world.close();
      int count = Math.min(delivered.get(), MOST_SAMPLES);
      return new Result(written * watchers, Sample.of(Arrays.copyOf(delays, count), 1));
    }
  }

  /// Writes at the pace of the clock; what is late is written at once.
  private int write(int perSecond, Duration duration) {
    long start = System.nanoTime();
    int wanted = (int) (perSecond * duration.toMillis() / 1_000);
    for (int number = 0; number < wanted; number++) {
      long due = start + number * 1_000_000_000L / perSecond;
      long early = due - System.nanoTime();
      if (early > 0) LockSupport.parkNanos(early);
      world.create("default", "at-" + System.nanoTime());
    }
    return wanted;
  }

  private void follow(CountDownLatch ready) throws IOException {
    try (RawClient client = new RawClient(world.url())) {
      InputStream in = client.open(RawClient.get(ApiWorld.PODS + "?watch=true", ""));
      byte[] buffer = new byte[64 * 1024];
      int matched = 0;
      long moment = -1;
      boolean begun = false;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!begun) ready.countDown();
        begun = true;
        for (int at = 0; at < read; at++) {
          byte next = buffer[at];
          if (moment >= 0) {
            if (next >= '0' && next <= '9') {
              moment = moment * 10 + next - '0';
            } else {
              arrived(moment);
              moment = -1;
            }
          } else if (next == MARK[matched]) {
            if (++matched == MARK.length) {
              matched = 0;
              moment = 0;
            }
          } else {
            matched = next == MARK[0] ? 1 : 0;
          }
        }
      }
    }
  }

  private void arrived(long moment) {
    if (moment < measuredFrom) return;
    int index = delivered.getAndIncrement();
    if (index < MOST_SAMPLES) delays[index] = System.nanoTime() - moment;
  }
}
