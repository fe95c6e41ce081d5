package kube.foundation.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// Drives an [EventLoop] from the wall clock: the live mode of a cluster.
///
/// One thread at a time owns the loop. Pages hand it work with [#submit] and [#ask] and never touch
/// the cluster otherwise. Time can be paused, stepped one event at a time and run faster or slower;
/// requests are answered also while it is paused, as the world stands still, not the door.
///
/// Waking another thread costs more than answering a GET, so a transport calls [#askHere]: while the
/// loop is idle, the caller's thread becomes its owner for the length of the question. The lock is
/// the ownership; work always goes through the inbox, so it runs in the order in which it came.
public final class LiveLoop implements AutoCloseable {

  private static final Duration LONGEST_NAP = Duration.ofMillis(200);
  private static final int EVENTS_PER_TURN = 1_000;

  /// So many run between two looks into the inbox, so that requests do not keep the cluster still.
  private static final int EVENTS_BETWEEN_REQUESTS = 4;

  /// A transport's thread has other clients to serve.
  private static final int EVENTS_PER_VISIT = 50;
  private static final long AWAKE = Long.MAX_VALUE;

  private final EventLoop loop;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final ReentrantLock ownership = new ReentrantLock();
  private final Thread thread;
  private volatile boolean open = true;
  private volatile Consumer<Runnable> gate = Runnable::run;
  private volatile @Nullable RuntimeException failure;

  // Owned by whoever holds the ownership.
  private boolean paused;
  private long napEndsNanos = AWAKE;
  private double speed = 1;
  private long anchorNanos = System.nanoTime();
  private Instant anchorTime;

  private LiveLoop(EventLoop loop, String name) {
    this.loop = loop;
    this.anchorTime = loop.now();
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /// Takes ownership of `loop` and starts to run it; parts that others wrote are watched.
  public static LiveLoop start(EventLoop loop, String name) {
    loop.confineParts(Watchdog.standard());
    LiveLoop live = new LiveLoop(loop, name);
    live.thread.start();
    return live;
  }

  /// Runs `work` on the loop soon.
  public void submit(Runnable work) {
    inbox.add(work);
    if (!ownership.isHeldByCurrentThread()) LockSupport.unpark(thread);
  }

  /// Runs all these on the loop, one after the other, and whatever else was asked in between.
  public void submitInTurns(List<Runnable> steps) {
    if (steps.isEmpty()) return;
    submit(() -> {
      steps.getFirst().run();
      submitInTurns(steps.subList(1, steps.size()));
    });
  }

  /// Runs `question` on the loop; the future gives its answer, or fails when the loop has stopped.
  public <T> CompletableFuture<T> ask(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    submit(() -> answer(question, answer));
    if (!thread.isAlive()) answerTheRest();
    return answer;
  }

  /// Lets the outside hear of what the cluster did only when `gate` says so: a cluster that keeps
  /// its state on a disk promises nothing that a crash could take back.
  ///
  /// @param gate runs what it is given once all that happened so far is safe, and in order
  public void letOutBy(Consumer<Runnable> gate) {
    this.gate = gate;
  }

  /// Runs `news`, which tells somebody outside of the present state, as soon as that is safe.
  /// Called on the loop; runs on any thread.
  public void letOut(Runnable news) {
    gate.accept(news);
  }

  /// Like [#ask], but answers at once on the caller's thread when the loop is idle, and only when
  /// what it answers is safe.
  ///
  /// What the question sets in motion at this very moment runs on the caller's thread too. For
  /// transports, whose threads hold no lock that the cluster's work might want.
  public <T> CompletableFuture<T> askHere(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletableFuture<T> unsafe = new CompletableFuture<>();
    var _ = unsafe.whenComplete((value, failure) -> letOut(() -> {
      if (failure == null) {
        answer.complete(value);
      } else {
        answer.completeExceptionally(failure);
      }
    }));
    inbox.add(() -> answer(question, unsafe));
    if (!ownership.isHeldByCurrentThread()) visit();
    if (!thread.isAlive()) answerTheRest();
    return answer;
  }

  private <T> void answer(Callable<T> question, CompletableFuture<T> answer) {
    try {
      if (!open) throw new IllegalStateException("this cluster has stopped");
      answer.complete(question.call());
    } catch (Exception refused) {
      answer.completeExceptionally(refused);
    }
  }

  /// Lets the world stand still: at once when something that happens in it asks for that, soon when
  /// somebody outside does.
  public void pause() {
    if (ownership.isHeldByCurrentThread()) stop();
    else
      submit(this::stop);
  }

  private void stop() {
    anchor();
    paused = true;
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
      while (open && !Thread.currentThread().isInterrupted()) {
        turn();
        if (inbox.isEmpty()) LockSupport.parkNanos(this, napEndsNanos() - System.nanoTime());
      }
    } catch (RuntimeException bug) {
      failure = bug;
    } finally {
      open = false;
      answerTheRest();
    }
  }

  private void turn() {
    ownership.lock();
    try {
      napEndsNanos = AWAKE;
      emptyInbox();
      if (!paused) catchUp();
      napEndsNanos = System.nanoTime() + napNanos();
    } finally {
      ownership.unlock();
    }
  }

  private long napEndsNanos() {
    ownership.lock();
    try {
      return napEndsNanos;
    } finally {
      ownership.unlock();
    }
  }

  /// Whoever finds the loop owned leaves its work in the inbox, which the owner looks at once more
  /// after it has let go: so no work is left behind.
  private void visit() {
    while (open && !inbox.isEmpty() && ownership.tryLock()) {
      boolean wakes;
      try {
        emptyInbox();
        if (!paused) runSomeOfWhatIsDue();
        wakes = napEndsNanos - System.nanoTime() > napNanos();
      } catch (RuntimeException bug) {
        failure = bug;
        open = false;
        wakes = true;
      } finally {
        ownership.unlock();
      }
      if (wakes) LockSupport.unpark(thread);
    }
  }

  private void emptyInbox() {
    tellTheTime();
    for (Runnable work = inbox.poll(); work != null; work = inbox.poll()) work.run();
  }

  /// Lets the clock stand at the present, unless something of the past is still to be done.
  private void tellTheTime() {
    if (paused) return;
    Instant present = wallTime();
    Optional<Instant> next = loop.nextEventAt();
    if (next.isEmpty() || next.get().isAfter(present)) loop.runUntil(present);
  }

  private void runSomeOfWhatIsDue() {
    Instant target = wallTime();
    for (int events = 0; events < EVENTS_PER_VISIT && !paused; events++) {
      Optional<Instant> next = loop.nextEventAt();
      if (next.isEmpty() || next.get().isAfter(target)) return;
      loop.runNext();
    }
  }

  /// Runs what is due, but never so long that a request would wait behind it: a cluster that has a
  /// second of work before it, as at its start, answers in between.
  private void catchUp() {
    Instant target = wallTime();
    for (int events = 0; events < EVENTS_PER_TURN && !paused; events++) {
      if (events >= EVENTS_BETWEEN_REQUESTS && !inbox.isEmpty()) return;
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
    ownership.lock();
    try {
      emptyInbox();
    } finally {
      ownership.unlock();
    }
  }
}
