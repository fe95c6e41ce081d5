package grader.sandbox;

import grader.report.Isolation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Everything confined that a grader needs: runtime files, a pool of workers, and the measured
/// isolation.
public final class Workshop implements AutoCloseable {
  private final Path room;
  private final RuntimeFiles files;
  private final WorkerPool pool;
  private final Isolation isolation;

  private Workshop(Path room, RuntimeFiles files, WorkerPool pool, Isolation isolation) {
    this.room = room;
    this.files = files;
    this.pool = pool;
    this.isolation = isolation;
  }

  /// Opens a workshop for these slots, with `workers` kept waiting.
  public static Workshop open(Collection<Class<?>> slots, int workers, Pace pace) {
    return open(slots, workers, pace, Sandbox.strongest());
  }

  /// Opens a workshop without a sandbox, whatever the machine has: what other systems fall back to.
  public static Workshop openWithoutSandbox(Collection<Class<?>> slots, int workers) {
    return open(slots, workers, Pace.ONE_BY_ONE, PlainProcess.find());
  }

  private static Workshop open(Collection<Class<?>> slots, int workers, Pace pace,
      Sandbox sandbox) {
    Path room = Folders.room();
    RuntimeFiles files = RuntimeFiles.lay(slots, Folders.cache(room));
    WorkerPool pool = new WorkerPool(sandbox, files, room, workers, Jvm.WORKER,
        pace.arguments());
    return new Workshop(room, files, pool, Probe.measure(sandbox, pool, Jvm.WORKER));
  }

  public RuntimeFiles files() {
    return files;
  }

  public WorkerPool pool() {
    return pool;
  }

  /// What was measured when this workshop was opened.
  public Isolation isolation() {
    return isolation;
  }

  /// A new compiler process, not yet asked anything.
  public ConfinedProcess startCompiler() {
    return pool.start(Jvm.COMPILER, List.of());
  }

  @Override
  public void close() {
    pool.close();
    Folders.delete(room);
  }
}
