package grader.run;

import grader.sandbox.ConfinedProcess;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends processes that are too late, from outside: nothing in them is asked to cooperate.
final class Watchdog implements AutoCloseable {
  private static final int MAX_EXTENSIONS = 5;

  private final ScheduledThreadPoolExecutor clock;

  Watchdog() {
    clock = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("watchdog")
        .factory());
    clock.setRemoveOnCancelPolicy(true);
  }

  /// Ends the process unless the watch is closed within `patience`.
  Watch watch(ConfinedProcess process, Duration patience) {
    return new Watch(process, patience);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private static double workPerProcessor() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() / system.getAvailableProcessors();
  }

  /// One deadline of one process.
  final class Watch implements AutoCloseable {
    private final ConfinedProcess process;
    private final Duration patience;
    private ScheduledFuture<?> bite;
    private int extensions;
    private volatile boolean hasBitten;

    private Watch(ConfinedProcess process, Duration patience) {
      this.process = process;
      this.patience = patience;
      this.bite = scheduled();
    }

    private ScheduledFuture<?> scheduled() {
      return clock.schedule(this::bite, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A machine with more work than processors keeps honest code waiting too: it gets its time
    /// again.
    private synchronized void bite() {
      if (extensions < MAX_EXTENSIONS && extensions < workPerProcessor() - 1) {
        extensions++;
        bite = scheduled();
        return;
      }
      hasBitten = true;
      process.kill();
    }

    boolean hasBitten() {
      return hasBitten;
    }

    @Override
    public synchronized void close() {
      extensions = MAX_EXTENSIONS;
      bite.cancel(false);
    }
  }
}
