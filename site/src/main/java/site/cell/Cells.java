package site.cell;

import grader.report.Isolation;
import grader.sandbox.Jvm;
import grader.sandbox.Quarters;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import kube.foundation.client.Transport;
import org.jspecify.annotations.Nullable;

/// The shells of all learners: one for each learner and page, made when somebody first runs a cell.
///
/// One more process is kept started, so that a first result need not wait for a JVM. The number is
/// bounded for the site and for each learner; who has not run anything for a while makes room.
/// Safe for many threads.
public final class Cells implements AutoCloseable {
  static final int HEAP_MEGABYTES = 256;

  private static final Jvm SHELL = new Jvm("site.cell.worker.CellMain", HEAP_MEGABYTES, "2m",
      "cells.aot", 64, 900, 900, List.of("cells.jar"));
  private static final int MOST_OF_ONE = 2;
  private static final int MOST_FAREWELLS = 500;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration MAKES_ROOM_AFTER = Duration.ofSeconds(60);

  private final int most;
  private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis());
  private final Map<String, CellSession> sessions = new TreeMap<>();
  private final Map<String, String> farewells = new TreeMap<>();
  private @Nullable CompletableFuture<Quarters> quarters;
  private long lastUsed = System.nanoTime();
  private boolean isOpen = true;

  /// Eight shells for the site, each gone after ten idle minutes.
  public Cells() {
    this(8);
  }

  /// @param most how many shells the site runs at once
  Cells(int most) {
    this.most = most;
    Thread.ofVirtual().name("cell-janitor").start(this::sweep);
  }

  /// Whose page a shell is of.
  ///
  /// @param page such as `lesson/watching-change`
  record Place(String learner, String page) {
    private String key() {
      return learner + " " + page;
    }
  }

  /// Begins to start a process, so that the first cell finds it warm; returns at once.
  void warm() {
    var _ = begun();
  }

  /// How far shells are confined here, measured; waits until that is known.
  Isolation isolation() {
    return opened().isolation();
  }

  /// A shell of its own from a process that has become warm: for benchmarks.
  CellSession openWarm(List<String> lines, Runnable whenWarm) {
    Quarters home = opened();
    var process = home.take();
    CellSession.warmUp(process);
    whenWarm.run();
    return new CellSession(numbers.incrementAndGet(), process, home::finish, lines,
        Optional.empty());
  }

  /// The shell of this page, if it has one.
  synchronized Optional<CellSession> find(Place place) {
    CellSession session = sessions.get(place.key());
    if (session == null) return Optional.empty();
    if (session.lost().isEmpty()) return Optional.of(session);
    end(place.key(), session.lost().get());
    return Optional.empty();
  }

  /// The shell of this page; a new one when there is none. Throws [CellTrouble] when there is no
  /// room.
  CellSession open(Place place, List<String> lines, Optional<Transport> cluster) {
    Quarters home = opened();
    synchronized (this) {
      Optional<CellSession> found = find(place);
      if (found.isPresent()) return found.get();
      if (!isOpen) throw new CellTrouble("The site is stopping.");
      makeRoom(place.learner());
      CellSession fresh = new CellSession(numbers.incrementAndGet(), home.take(),
          home::finish, lines, cluster);
      sessions.put(place.key(), fresh);
      lastUsed = System.nanoTime();
      return fresh;
    }
  }

  /// Ends the shell of this page: its next cell finds a new one.
  synchronized void forget(Place place) {
    if (sessions.containsKey(place.key())) end(place.key(), "You began anew.");
  }

  /// Why the page's last shell is gone; says it once.
  synchronized Optional<String> farewell(Place place) {
    return Optional.ofNullable(farewells.remove(place.key()));
  }

  private void makeRoom(String learner) {
    for (String key : List.copyOf(sessions.keySet())) {
      Optional.ofNullable(sessions.get(key)).flatMap(CellSession::lost)
          .ifPresent(why -> end(key, why));
    }
    List<String> own = sessions.keySet().stream().filter(key -> key.startsWith(learner + " "))
        .toList();
    if (own.size() >= MOST_OF_ONE) {
      leave(own, 0, "You opened cells on another page, and this page's made room.");
    }
    if (sessions.size() < most) return;
    leave(List.copyOf(sessions.keySet()), MAKES_ROOM_AFTER.toNanos(),
        "Nothing had run here for a while, and somebody else needed the room.");
  }

  /// Ends the longest idle shell of these.
  private void leave(List<String> keys, long idleAtLeast, String why) {
    Optional<String> idlest = keys.stream()
        .filter(key -> idleOf(key) > idleAtLeast)
        .max(Comparator.comparingLong(this::idleOf));
    end(idlest.orElseThrow(() -> new CellTrouble(
        keys.size() + " shells run already, and all are busy. Try again in a minute.")), why);
  }

  private long idleOf(String key) {
    CellSession session = sessions.get(key);
    return session == null ? 0 : session.idleNanos();
  }

  private void end(String key, String why) {
    CellSession session = sessions.remove(key);
    if (session != null) session.close();
    if (farewells.size() >= MOST_FAREWELLS) farewells.clear();
    farewells.put(key, why);
  }

  private synchronized void sweep() {
    try {
      while (isOpen) {
        wait(ROUND.toMillis());
        closeIdle(IDLE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends shells that nobody has used for so long; and the process that waits, if nobody wants it.
  synchronized void closeIdle(Duration idle) {
    for (String key : List.copyOf(sessions.keySet())) {
      if (idleOf(key) <= idle.toNanos()) continue;
      end(key, "Nothing had run here for " + IDLE.toMinutes() + " minutes, so the shell was"
          + " closed. What its cells had declared is gone.");
    }
    if (quarters == null || !sessions.isEmpty() || !quarters.isDone()
        || System.nanoTime() - lastUsed < idle.toNanos()) {
      return;
    }
    CompletableFuture<Quarters> old = quarters;
    quarters = null;
    if (!old.isCompletedExceptionally()) old.join().close();
  }

  private Quarters opened() {
    try {
      return begun().join();
    } catch (CompletionException problem) {
      throw new CellTrouble("No shell can be started here: "
          + (problem.getCause() == null ? problem : problem.getCause()).getMessage(), problem);
    }
  }

  private synchronized CompletableFuture<Quarters> begun() {
    if (!isOpen) throw new CellTrouble("The site is stopping.");
    lastUsed = System.nanoTime();
    if (quarters == null || quarters.isCompletedExceptionally()) {
      quarters = CompletableFuture.supplyAsync(
          () -> Quarters.open(SHELL, Program.fingerprint(), Program::files, 1));
    }
    return quarters;
  }

  /// Ends all shells.
  @Override
  public void close() {
    CompletableFuture<Quarters> last;
    synchronized (this) {
      isOpen = false;
      List.copyOf(sessions.keySet()).forEach(key -> end(key, "The site has stopped."));
      last = quarters;
      notifyAll();
    }
    if (last != null && !last.isCompletedExceptionally()) last.thenAccept(Quarters::close).join();
  }
}
