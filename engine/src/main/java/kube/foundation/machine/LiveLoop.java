package kube.foundation.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/// Drives an [EventLoop] from the wall clock: the live mode of a cluster.
///
/// One thread owns the loop. Transports and pages hand it work with [#submit] and [#ask] and never
/// touch the cluster otherwise. Time can be paused, stepped one event at a time and run faster or
/// slower; requests are answered also while it is paused, as the world stands still, not the door.
public final class LiveLoop implements AutoCloseable {

  private static final Duration LONGEST_NAP = Duration.ofMillis(200);
  private static final int EVENTS_PER_TURN = 1_000;

  private final EventLoop loop;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private volatile @Nullable RuntimeException failure;

  // Owned by the thread.
  private boolean paused;
  private double speed = 1;
  private long anchorNanos = System.nanoTime();
  private Instant anchorTime;

  private LiveLoop(EventLoop loop, String name) {
    this.loop = loop;
    this.anchorTime = loop.now();
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /// Takes ownership of `loop` and starts to run it.
  public static LiveLoop start(EventLoop loop, String name) {
    LiveLoop live = new LiveLoop(loop, name);
    live.thread.start();
    return live;
  }

  /// Runs `work` on the loop soon.
  public void submit(Runnable work) {
    inbox.add(work);
  }

  /// Runs `question` on the loop; the future gives its answer, or fails when the loop has stopped.
  public <T> CompletableFuture<T> ask(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    submit(() -> {
      try {
        if (!open) throw new IllegalStateException("this cluster has stopped");
        answer.complete(question.call());
      } catch (Exception refused) {
        answer.completeExceptionally(refused);
      }
    });
    if (!thread.isAlive()) answerTheRest();
    return answer;
  }

  public void pause() {
    submit(() -> {
      anchor();
      paused = true;
    });
  }

  public void resume() {
    submit(() -> {
      paused = false;
      anchor();
    });
  }

  /// Runs exactly one event, wherever in time it lies. For a paused cluster.
  public void step() {
    submit(() -> {
      loop.runNext();
      anchor();
    });
  }

  /// Sets how many seconds of the cluster pass in one second of the wall clock.
  ///
  /// Refuses factors that are not positive.
  public void speed(double factor) {
    if (!(factor > 0)) throw new IllegalArgumentException("speed must be positive: " + factor);
    submit(() -> {
      anchor();
      speed = factor;
    });
  }

  /// What stopped the loop, when a bug did.
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    open = false;
    submit(() -> {});
    try {
      thread.join(1_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (open) turn();
    } catch (RuntimeException bug) {
      failure = bug;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      open = false;
      answerTheRest();
    }
  }

  private void turn() throws InterruptedException {
    Runnable work = inbox.poll(napNanos(), TimeUnit.NANOSECONDS);
    while (work != null) {
      work.run();
      work = inbox.poll();
    }
    if (!paused)
      catchUp();
  }

  /// Runs what is due, but never so long that a request would wait behind it.
  private void catchUp() {
    Instant target = wallTime();
    for (int events = 0; events < EVENTS_PER_TURN; events++) {
      Optional<Instant> next = loop.nextEventAt();
      if (next.isEmpty() || next.get().isAfter(target)) {
        loop.runUntil(target);
        return;
      }
      loop.runNext();
    }
    anchor();
  }

  private long napNanos() {
    if (paused) return LONGEST_NAP.toNanos();
    Optional<Instant> next = loop.nextEventAt();
    if (next.isEmpty()) return LONGEST_NAP.toNanos();
    double nanos = Duration.between(wallTime(), next.get()).toNanos() / speed;
    return (long) Math.clamp(nanos, 0, (double) LONGEST_NAP.toNanos());
  }

  private Instant wallTime() {
    return anchorTime.plusNanos((long) ((System.nanoTime() - anchorNanos) * speed));
  }

  private void anchor() {
    anchorTime = loop.now();
    anchorNanos = System.nanoTime();
  }

  /// Questions that came too late are told so rather than left to wait for ever.
  private void answerTheRest() {
    for (Runnable late = inbox.poll(); late != null; late = inbox.poll()) late.run();
  }
}
