package site.bench.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.Operation;
import kube.controlplane.etcd.log.LogEntry;
import kube.controlplane.etcd.log.Recovery;
import kube.foundation.machine.RealDisk;

/// Starts the victim, kills it at a random moment, reads its disk, and compares; then again, on the
/// same folder.
public final class CrashBenchmark {

  private static final int LONGEST_LIFE_MILLIS = 150;
  private static final int REPORT_EVERY = 50;

  private final PrintWriter out;
  private final Random random;

  /// @param seed decides how long each victim lives
  public CrashBenchmark(PrintWriter out, long seed) {
    this.out = out;
    this.random = new Random(seed);
  }

  /// @throws IllegalStateException when a promise was broken
  public void run(int kills) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-crash");
    Map<String, Long> promised = new HashMap<>();
    long promises = 0;
    long torn = 0;
    for (int kill = 1; kill <= kills; kill++) {
      promises += liveAndDie(folder, promised);
      torn += check(folder, promised, kill);
      if (kill % REPORT_EVERY == 0 || kill == kills) {
        out.printf("%d kills, %,d promised writes, %d torn ends: none lost, none half%n", kill,
            promises, torn);
        out.flush();
      }
    }
    delete(folder);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Returns how many writes it promised.
  private long liveAndDie(Path folder, Map<String, Long> promised)
      throws IOException, InterruptedException {
    Process victim = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
        WriteUntilKilled.class.getName(), folder.toString(), Long.toString(random.nextLong()))
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    long promises = 0;
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(victim.getInputStream(), StandardCharsets.US_ASCII))) {
      String first = lines.readLine();
      if (!"ready".equals(first)) throw new IOException("the victim did not start: " + first);
      Thread.ofVirtual().start(() -> kill(victim, random.nextInt(LONGEST_LIFE_MILLIS)));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", 2);
        if (parts.length < 2 || parts[1].isEmpty()) break; // The kill cut the line itself.
        promised.merge(parts[0], Long.parseLong(parts[1]), Math::max);
        promises++;
      }
    } finally {
      victim.waitFor();
    }
    return promises;
  }

  private static void kill(Process victim, int afterMillis) {
    try {
      Thread.sleep(Duration.ofMillis(afterMillis));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    victim.toHandle().destroyForcibly(); // Not the Process: that would close its output unread.
  }

  /// Returns 1 when the kill has torn a frame.
  private static int check(Path folder, Map<String, Long> promised, int kill) {
    Recovery past = Recovery.from(new RealDisk(folder));
    MultiVersionStore store = MultiVersionStore.restored(past.image().revision(),
        past.image().entries());
    past.entries().forEach(entry -> apply(store, entry));
    promised.forEach((name, number) -> {
      Entry left = store.get("/left/" + name, 0).orElseThrow(
          () -> new IllegalStateException("kill " + kill + ": " + name + " is lost"));
      Entry right = store.get("/right/" + name, 0).orElseThrow(
          () -> new IllegalStateException("kill " + kill + ": half of " + name + " is lost"));
      long found = Long.parseLong(left.text().replace("x", ""));
      if (!left.text().equals(right.text()) || left.modRevision() != right.modRevision()) {
        throw new IllegalStateException("kill " + kill + ": half a write of " + name);
      }
      if (found < number) {
        throw new IllegalStateException("kill " + kill + ": " + name + " was promised " + number
            + " and holds " + found);
      }
    });
    return past.tornBytes() > 0 ? 1 : 0;
  }

  private static void apply(MultiVersionStore store, LogEntry entry) {
    if (!(entry instanceof LogEntry.Committed commit)) return;
    store.transact(java.util.List.of(), commit.changes().stream()
        .<Operation>map(change -> switch (change) {
          case LogEntry.Change.Put put -> new Operation.Put(put.key(), put.value());
          case LogEntry.Change.Delete delete -> new Operation.Delete(delete.key());
        }).toList(), java.util.List.of());
  }
}
