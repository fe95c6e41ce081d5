package site.bench.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import site.bench.FreshProcess;

/// From starting `inside-out cluster` as a process to its first answer.
final class BootToAnswer {

  private static final byte[] QUESTION = RawClient.get("/api/v1/nodes", "");
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String SECONDS_OF_TRAINING = "3";

  /// The median of so many runs.
  long millisCold(int runs) throws IOException, InterruptedException {
    return FreshProcess.median(runs, FreshProcess.cold(FreshProcess.INSIDE_OUT),
        BootToAnswer::millis);
  }

  /// The same with a cache of loaded and linked classes; empty when there are no jars to cache.
  Optional<Long> millisWithCache(int runs) throws IOException, InterruptedException {
    return FreshProcess.millisWithCache(FreshProcess.INSIDE_OUT, BootToAnswer::train,
        cached -> FreshProcess.median(runs, cached, BootToAnswer::millis));
  }

  /// The cache is to know how a question is answered, so one is asked.
  private static void train(FreshProcess trainee) throws IOException, InterruptedException {
    int port = freePort();
    Process process = trainee.start("cluster", "--port", String.valueOf(port), "--for",
        SECONDS_OF_TRAINING);
    try (BufferedReader said = process.inputReader()) {
      await(port, System.nanoTime());
      said.transferTo(Writer.nullWriter());
    }
    process.waitFor();
  }

  private static long millis(FreshProcess fresh) throws IOException, InterruptedException {
    int port = freePort();
    long begin = System.nanoTime();
    Process process = fresh.start("cluster", "--port", String.valueOf(port), "--for", "60");
    try {
      return await(port, begin) / 1_000_000;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long await(int port, long begin) throws IOException {
    while (System.nanoTime() - begin < LONGEST_NANOS) {
      try (RawClient client = new RawClient(URI.create("http://127.0.0.1:" + port))) {
        if (client.call(QUESTION) == 200) return System.nanoTime() - begin;
      } catch (ConnectException notYet) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    throw new IOException("the cluster did not answer within 30 seconds");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
