package site.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import kube.Parts;
import kube.foundation.machine.DiskFault;
import org.jspecify.annotations.Nullable;

/// One cluster that runs already and is nobody's yet, so that a new lab is there at once.
///
/// Its store lies in a folder of its own, to which the lab that takes it gets a link. It is made when
/// somebody may soon want one, and put away when nobody did for ten minutes. Where links cannot be
/// made, labs boot while their learner waits. Safe for many threads.
final class Spares implements AutoCloseable {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final String TAKEN = "taken";

  private final Path stores;
  private final Duration headStart;
  private @Nullable Spare spare;
  private boolean making;
  private @Nullable Thread maker;
  private boolean cleared; // Owned by the one thread that makes.
  private boolean closed;

  private record Spare(RunningCluster cluster, Path store, long madeNanos) {}

  /// @param stores where the stores of spares lie
  Spares(Path stores, Duration headStart) {
    this.stores = stores;
    this.headStart = headStart;
  }

  /// Makes a spare in the background, unless there is one.
  synchronized void prepare() {
    if (spare != null || making || closed) return;
    making = true;
    maker = Thread.ofPlatform().daemon().name("lab-spare").start(this::make);
  }

  private void make() {
    Optional<Spare> made = Optional.empty();
    try {
      if (!cleared) clearLeftovers();
      cleared = true;
      Path store = stores.resolve(UUID.randomUUID().toString());
      made = Optional.of(new Spare(new RunningCluster(1, ThreadLocalRandom.current().nextLong(),
          Parts.ours(), new Ground(Optional.of(store), headStart, "")), store, System.nanoTime()));
    } catch (IOException | DiskFault | LabTrouble full) {
      made = Optional.empty(); // Whoever makes a lab is told the same of its own folder.
    } finally {
      keep(made);
    }
  }

  private synchronized void keep(Optional<Spare> made) {
    making = false;
    if (closed) made.ifPresent(Spares::discard);
    else
      made.ifPresent(one -> spare = one);
  }

  /// What an earlier server left behind that no lab has taken. Only at first, when no spare of ours
  /// can be on its way to a lab.
  private void clearLeftovers() throws IOException {
    if (!Files.isDirectory(stores)) return;
    try (Stream<Path> places = Files.list(stores)) {
      List<Path> leftovers = places.filter(one -> !Files.exists(one.resolve(TAKEN))).toList();
      leftovers.forEach(Ground::delete);
    }
  }

  /// The spare, whose store is the lab's from now on; empty when there is none.
  synchronized Optional<RunningCluster> take(Ground ground, long epoch) {
    Spare taken = spare;
    spare = null;
    Optional<RunningCluster> given = Optional.ofNullable(taken).filter(
        one -> one.cluster().failure().isEmpty() && link(ground, one.store()))
        .map(one -> one.cluster().adopted(epoch, ground.token()));
    if (given.isEmpty() && taken != null) discard(taken);
    prepare();
    return given;
  }

  private static boolean link(Ground ground, Path store) {
    try {
      Files.createFile(store.resolve(TAKEN));
      Files.createSymbolicLink(ground.folder().orElseThrow(), store.toAbsolutePath());
      return true;
    } catch (IOException | UnsupportedOperationException none) {
      return false;
    }
  }

  /// Puts a spare away that nobody has wanted for long.
  synchronized void sweep() {
    Spare old = spare;
    if (old == null || System.nanoTime() - old.madeNanos() < FRESH.toNanos()) return;
    spare = null;
    discard(old);
  }

  private static void discard(Spare spare) {
    spare.cluster().close();
    Ground.delete(spare.store());
  }

  /// Waits for a spare that is being made, so that nothing is written here afterwards.
  @Override
  public void close() {
    try {
      Optional<Thread> busy = stop();
      if (busy.isPresent()) busy.get().join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Thread> stop() {
    closed = true;
    if (spare != null) discard(spare);
    spare = null;
    return Optional.ofNullable(maker);
  }
}
