package grader.run;

import grader.sandbox.ConfinedProcess;
import grader.sandbox.ProcessorQueue;
import grader.worker.Wire;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Ends processes that are too late, from outside: nothing in them is asked to cooperate.
///
/// What counts does not depend on how busy the machine is: how much processor time a process uses,
/// and how long it stands idle over one answer. Who waits in the queue for a processor is not idle,
/// nor is it the process's idleness when our own thread waits there.
/// Each may be twice the patience, for the JVM works too, and the disk is somebody else's. Nobody
/// gets more than thirty times the patience by the clock, which only those meet who sleep a little
/// in every answer.
final class Watchdog implements AutoCloseable {
  private static final int MOST_PATIENCE = 30;
  private static final int SLACK = 2;
  private static final int LOOKS_PER_PATIENCE = 5;
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
    private Duration usedBefore;
    private ScheduledFuture<?> bite;
    private boolean isClosed;
    private long waited;
    private long waitingSince = System.nanoTime();
    private boolean isWaiting = true;
    private Idling idling;
    private volatile boolean hasBitten;

    private Watch(ConfinedProcess process, Duration patience) {
      this.process = process;
      this.patience = patience;
      this.usedBefore = process.processorTime();
      this.idling = new Idling(waitingSince);
      this.bite = scheduled();
    }

    private ScheduledFuture<?> scheduled() {
      return clock.schedule(this::look, Math.max(SHORTEST_WAIT_MILLIS,
          patience.toMillis() / LOOKS_PER_PATIENCE), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
      if (isClosed || !process.isAlive()) return;
      boolean isIdle = false;
      if (isWaiting) {
        if (idling.answer == waitingSince) isIdle = idling.forAtLeast(patience.multipliedBy(SLACK));
        else
          idling = new Idling(waitingSince);
      }
      if (!isIdle && left().isPositive()) {
        bite = scheduled();
        return;
      }
      hasBitten = true;
      process.kill();
    }

    /// How much longer the process may work, or keep us waiting by the clock.
    synchronized Duration left() {
      long all = waited + (isWaiting ? System.nanoTime() - waitingSince : 0);
      Duration most = patience.multipliedBy(MOST_PATIENCE).minusNanos(all);
      Duration worked = patience.multipliedBy(SLACK).plus(usedBefore)
          .minus(process.processorTime());
      return most.compareTo(worked) < 0 ? most : worked;
    }

    /// What was counted when we first noticed that an answer was awaited.
    private final class Idling {
      private final long answer;
      private final long since = System.nanoTime();
      private final long queued = process.nanosInQueue().orElse(0);
      private final long weQueued = ownQueue.getAsLong();
      private final Duration used = process.processorTime();

      /// @param answer since when it is awaited
      Idling(long answer) {
        this.answer = answer;
      }

      boolean forAtLeast(Duration limit) {
        long all = System.nanoTime() - since;
        long inQueue = process.nanosInQueue().stream()
            .map(now -> now - queued + ownQueue.getAsLong() - weQueued).findFirst()
            .orElseGet(() -> (long) (all * (1 - 1 / Math.max(1, workPerProcessor()))));
        long working = process.processorTime().minus(used).toNanos();
        return all - inQueue - working >= limit.toNanos();
      }
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

    /// Begins to count anew, between two answers. No when it is too late for that.
    synchronized boolean renew() {
      if (isClosed || hasBitten || !process.isAlive()) return false;
      waited = 0;
      usedBefore = process.processorTime();
      return true;
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
