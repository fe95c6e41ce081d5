package grader.sandbox;

import grader.report.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Confined JVMs of one kind, kept waiting: what a [Workshop] is for submissions, this is for any
/// other program that runs what a learner typed.
///
/// The program is one jar of its own, laid like the runtime files of the grader, with a cache of its
/// parsed classes. Each process is used for one purpose and then gone.
public final class Quarters implements AutoCloseable {
  private final Path room;
  private final WorkerPool pool;
  private final Isolation isolation;

  private Quarters(Path room, WorkerPool pool, Isolation isolation) {
    this.room = room;
    this.pool = pool;
    this.isolation = isolation;
  }

  /// Opens quarters for this program, with `waiting` processes kept started.
  ///
  /// @param fingerprint changes whenever the program does
  /// @param program its files by their names in the jar; asked for only when it is not laid yet
  public static Quarters open(Jvm jvm, String fingerprint,
      Supplier<SortedMap<String, byte[]>> program, int waiting) {
    Sandbox sandbox = Sandbox.strongest();
    Path room = Folders.room();
    RuntimeFiles files = RuntimeFiles.lay(jvm, fingerprint, program, Folders.cache(room));
    WorkerPool pool = new WorkerPool(sandbox, files, room, waiting, jvm, List.of());
    return new Quarters(room, pool, Probe.measure(sandbox, pool, jvm));
  }

  /// What was measured when these quarters were opened.
  public Isolation isolation() {
    return isolation;
  }

  /// Waits until as many processes wait as are kept.
  public void awaitFull() {
    pool.awaitFull();
  }

  /// A waiting process. It is the caller's alone, to be given back with [#finish].
  public ConfinedProcess take() {
    return pool.take();
  }

  /// Ends a process that was taken.
  public void finish(ConfinedProcess process) {
    pool.finish(process);
  }

  @Override
  public void close() {
    pool.close();
    Folders.delete(room);
  }
}
