package site.bench.api;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// From starting `inside-out cluster` as a process to its first answer.
final class BootToAnswer {

  private static final String MAIN = "site.cli.InsideOut";
  private static final byte[] QUESTION = RawClient.get("/api/v1/nodes", "");
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String classPath = System.getProperty("java.class.path");

  /// The median of so many runs.
  long millisCold(int runs) throws IOException, InterruptedException {
    return median(runs, List.of());
  }

  /// The same with a cache of loaded and linked classes; empty when there are no jars to cache.
  Optional<Long> millisWithCache(int runs) throws IOException, InterruptedException {
    boolean onlyJars = Stream.of(classPath.split(File.pathSeparator))
        .allMatch(part -> part.endsWith(".jar"));
    if (!onlyJars) return Optional.empty();
    Path cache = Files.createTempFile("inside-out", ".aot");
    try {
      train(cache);
      return Optional.of(median(runs, List.of("-XX:AOTCache=" + cache)));
    } finally {
      Files.deleteIfExists(cache);
    }
  }

  private void train(Path cache) throws IOException, InterruptedException {
    int port = freePort();
    Process process = start(List.of("-XX:AOTCacheOutput=" + cache), port, "3");
    await(port, System.nanoTime());
    process.waitFor();
  }

  private long median(int runs, List<String> options) throws IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      int port = freePort();
      long begin = System.nanoTime();
      Process process = start(options, port, "60");
      try {
        millis.add(await(port, begin) / 1_000_000);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    return millis.stream().sorted().toList().get(runs / 2);
  }

  private Process start(List<String> options, int port, String seconds) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, MAIN, "cluster", "--port", String.valueOf(port),
        "--for", seconds));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
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
