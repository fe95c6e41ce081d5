package grader.run;

import grader.sandbox.ConfinedProcess;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends processes that are too late, from outside: nothing in them is asked to cooperate.
final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor clock;

  Watchdog() {
    clock = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("watchdog").factory());
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

  /// One deadline of one process.
  final class Watch implements AutoCloseable {
    private final ConfinedProcess process;
    private final ScheduledFuture<?> bite;
    private volatile boolean hasBitten;

    private Watch(ConfinedProcess process, Duration patience) {
      this.process = process;
      this.bite = clock.schedule(this::bite, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void bite() {
      hasBitten = true;
      process.kill();
    }

    boolean hasBitten() {
      return hasBitten;
    }

    @Override
    public void close() {
      bite.cancel(false);
    }
  }
}
