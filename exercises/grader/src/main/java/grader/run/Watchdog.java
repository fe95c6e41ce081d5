package grader.run;

import grader.sandbox.ConfinedProcess;
import grader.sandbox.ProcessorQueue;
import grader.worker.Wire;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Ends processes that are too late, from outside: nothing in them is asked to cooperate.
///
/// Only the time counts during which an answer is awaited, and of that not the time for which the
/// process, or our thread that awaits it, stood in the queue for a processor: neither our own work
/// nor a busy machine makes honest code late. Who has many threads in the queue gets no more processor time for it than the patience,
/// and nobody more than thirty times the patience by the clock.
final class Watchdog implements AutoCloseable {
  private static final int MOST_PATIENCE = 30;
  private static final long SHORTEST_WAIT_MILLIS = 20;

  private final ScheduledThreadPoolExecutor clock;

  Watchdog() {
    clock = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("watchdog")
        .factory());
    clock.setRemoveOnCancelPolicy(true);
  }

  /// Ends the process when it lets us wait for more than `patience` before the watch is closed. An
  /// answer is awaited from now on; see [Watch#timed] for conversations with pauses.
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
    private final Duration patience;
    private final LongSupplier ownQueue = ProcessorQueue.ofThisThread();
    private final long queuedBefore;
    private final Duration usedBefore;
    private ScheduledFuture<?> bite;
    private boolean isClosed;
    private long waited;
    private long waitingSince = System.nanoTime();
    private boolean isWaiting = true;
    private volatile boolean hasBitten;

    private Watch(ConfinedProcess process, Duration patience) {
      this.process = process;
      this.patience = patience;
      this.queuedBefore = process.nanosInQueue().orElse(0);
      this.usedBefore = process.processorTime();
      this.bite = scheduled(patience.toMillis());
    }

    private ScheduledFuture<?> scheduled(long millis) {
      return clock.schedule(this::look, Math.max(SHORTEST_WAIT_MILLIS, millis),
          TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
      if (isClosed) return;
      Duration left = left();
      if (left.isPositive()) {
        bite = scheduled(left.toMillis());
        return;
      }
      hasBitten = true;
      process.kill();
    }

    /// How long the process may still let us wait.
    synchronized Duration left() {
      long all = waited + (isWaiting ? System.nanoTime() - waitingSince : 0);
      Duration most = patience.multipliedBy(MOST_PATIENCE).minusNanos(all);
      Duration fair = patience.minusNanos(all - Math.min(all, queued(all)));
      Duration worked = patience.plus(usedBefore).minus(process.processorTime());
      return Stream.of(most, fair, worked).min(Comparator.naturalOrder()).orElse(fair);
    }

    private long queued(long all) {
      return process.nanosInQueue().stream()
          .map(now -> now - queuedBefore + ownQueue.getAsLong()).findFirst()
          .orElseGet(() -> (long) (all * (1 - 1 / Math.max(1, workPerProcessor()))));
    }

    /// The same wire, with the clock of this watch running only while an answer is awaited.
    Wire timed(Wire wire) {
      await(false);
      return new Wire() {
        @Override
        public void send(byte[] frame) {
          wire.send(frame);
        }

        @Override
        public byte[] receive() {
          await(true);
          try {
            return wire.receive();
          } finally {
            await(false);
          }
        }

        @Override
        public void close() {
          wire.close();
        }
      };
    }

    private synchronized void await(boolean begins) {
      long now = System.nanoTime();
      if (isWaiting) waited += now - waitingSince;
      waitingSince = now;
      isWaiting = begins;
    }

    boolean hasBitten() {
      return hasBitten;
    }

    @Override
    public synchronized void close() {
      isClosed = true;
      bite.cancel(false);
    }
  }

  private static double workPerProcessor() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() / system.getAvailableProcessors();
  }
}
