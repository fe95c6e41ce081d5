package grader.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps workers waiting, each started ahead of time, used for one submission, and then gone.
///
/// One thread starts them all and lives as long as the pool, because the kernel ends a worker with
/// the thread that started it. While submissions run, it starts a new worker only when none is
/// left, so that it does not take the processor from them.
public final class WorkerPool implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Sandbox sandbox;
  private final RuntimeFiles files;
  private final Path room;
  private final int size;
  private final Jvm jvm;
  private final List<String> arguments;
  private final Deque<ConfinedProcess> idle = new ArrayDeque<>();
  private final Set<ConfinedProcess> used = new HashSet<>();
  private final Deque<Order> orders = new ArrayDeque<>();
  private final Thread starter;
  private Duration processorTime = Duration.ZERO;
  private int waiting;
  private int failures;
  private String lastFailure = "";
  private boolean isClosed;

  /// Another process to be started by the pool's thread.
  private record Order(Jvm jvm, List<String> arguments,
      CompletableFuture<ConfinedProcess> started) {}

  /// @param jvm what each worker is, and what it is told
  WorkerPool(Sandbox sandbox, RuntimeFiles files, Path room, int size, Jvm jvm,
      List<String> arguments) {
    this.sandbox = sandbox;
    this.files = files;
    this.room = room;
    this.size = size;
    this.jvm = jvm;
    this.arguments = List.copyOf(arguments);
    this.starter = Thread.ofPlatform().daemon().name("starter of workers")
        .start(this::startWorkers);
  }

  /// A waiting worker. It is the caller's alone, to be given back with [#finish].
  public synchronized ConfinedProcess take() {
    waiting++;
    notifyAll();
    try {
      while (idle.isEmpty()) {
        if (isClosed) throw new IllegalStateException("The grader is closed.");
        if (failures >= 3)
          throw new IllegalStateException("No worker can be started: "
              + lastFailure);
        wait();
      }
      ConfinedProcess worker = idle.remove();
      used.add(worker);
      return worker;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a worker was awaited", stop);
    } finally {
      waiting--;
      notifyAll();
    }
  }

  /// Waits until as many workers wait as the pool keeps.
  public synchronized void awaitFull() {
    try {
      while (!isClosed && failures < 3 && idle.size() < size) wait();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends a worker that was taken.
  public void finish(ConfinedProcess worker) {
    worker.close();
    synchronized (this) {
      if (used.remove(worker)) processorTime = processorTime.plus(worker.usedWhenKilled());
      notifyAll();
    }
  }

  /// How much processor time all workers used that were taken and are ended, from their start on.
  public synchronized Duration processorTime() {
    return processorTime;
  }

  /// Starts a process of another kind on the pool's thread.
  public ConfinedProcess start(Jvm kind, List<String> told) {
    Order order = new Order(kind, told, new CompletableFuture<>());
    synchronized (this) {
      if (isClosed) throw new IllegalStateException("The grader is closed.");
      orders.add(order);
      notifyAll();
    }
    return order.started().join();
  }

  private void startWorkers() {
    while (true) {
      Order order;
      synchronized (this) {
        while (!isClosed && orders.isEmpty() && !isWorkerWanted()) {
          try {
            wait();
          } catch (InterruptedException stop) {
            isClosed = true;
          }
        }
        if (isClosed) return;
        order = orders.poll();
      }
      if (order == null) {
        addWorker();
      } else {
        fulfil(order);
      }
    }
  }

  private boolean isWorkerWanted() {
    if (failures >= 3) return false;
    if (waiting > idle.size()) return true;
    return used.isEmpty() ? idle.size() < size : idle.isEmpty();
  }

  private void addWorker() {
    ConfinedProcess worker;
    try {
      worker = start(jvm, arguments, NUMBERS.incrementAndGet());
    } catch (RuntimeException problem) {
      synchronized (this) {
        failures++;
        lastFailure = String.valueOf(problem.getCause() == null ? problem : problem.getCause());
        notifyAll();
      }
      return;
    }
    synchronized (this) {
      failures = 0;
      if (isClosed) {
        worker.close();
      } else {
        idle.add(worker);
      }
      notifyAll();
    }
  }

  private void fulfil(Order order) {
    try {
      order.started().complete(start(order.jvm(), order.arguments(), NUMBERS.incrementAndGet()));
    } catch (RuntimeException problem) {
      order.started().completeExceptionally(problem);
    }
  }

  private ConfinedProcess start(Jvm kind, List<String> told, int number) {
    return ConfinedProcess.start(sandbox, kind, files, room, number, told);
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      idle.forEach(ConfinedProcess::close);
      used.forEach(ConfinedProcess::close);
      idle.clear();
      orders.forEach(order -> order.started().completeExceptionally(
          new IllegalStateException("The grader is closed.")));
      notifyAll();
    }
    try {
      starter.join(5_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
