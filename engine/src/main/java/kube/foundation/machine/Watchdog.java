package kube.foundation.machine;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/// Lets code that somebody else wrote run on a thread of its own, and cuts it off when it hangs.
///
/// The owner of the loop waits for the answer, so that still only one of the two runs at a time.
/// What theirs calls back into runs on the owner's thread. A question may cost so much time of the
/// processor and so much memory; both are counted for that thread alone, so a slow machine is no
/// excuse and no danger. A thread that only waits may do so for so long.
///
/// **What is confined:** the loop. It goes on, and the thread that was cut off can no longer change
/// anything of the cluster: it has no way back in. **What is not:** Java cannot kill a thread. It is
/// interrupted; if it does not care it goes on in the background, with its processor time, its heap
/// and whatever else a thread of this process may do, such as `System.exit`. For code that nobody
/// has read there are workers in processes of their own.
public final class Watchdog implements Confinement {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SLICE_MILLIS = 5;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Duration processorTime;
  private final long bytes;
  private final Duration waitingTime;
  private @Nullable Runner idle;

  /// @param processorTime for one question
  /// @param bytes that one question may allocate
  /// @param waitingTime for which it may do nothing but wait
  public Watchdog(Duration processorTime, long bytes, Duration waitingTime) {
    this.processorTime = processorTime;
    this.bytes = bytes;
    this.waitingTime = waitingTime;
  }

  /// Two seconds of computing, a gigabyte, ten seconds of waiting.
  public static Watchdog standard() {
    return new Watchdog(Duration.ofSeconds(2), 1L << 30, Duration.ofSeconds(10));
  }

  @Override
  public boolean isOutside() {
    return Thread.currentThread() instanceof Runner;
  }

  @Override
  public <R> R theirs(Supplier<R> code) {
    if (isOutside()) return code.get();
    Runner known = idle;
    idle = null;
    Runner runner = known != null && known.isAlive() ? known : Runner.begin();
    Talk<R> talk = new Talk<>(code);
    runner.jobs.add(talk);
    return await(talk, runner);
  }

  @Override
  public <R> R ours(Supplier<R> code) {
    return Thread.currentThread() instanceof Runner runner
        ? runner.callBack(code)
        : code.get();
  }

  private <R> R await(Talk<R> talk, Runner runner) {
    Bill bill = new Bill(runner);
    while (true) {
      Runnable turn = talk.next();
      if (turn != null) {
        turn.run();
        if (!talk.answer.isDone()) continue;
        idle = runner;
        return answerOf(talk);
      }
      String tooMuch = bill.tooMuch();
      if (tooMuch.isEmpty()) continue;
      talk.cut();
      runner.giveUp();
      throw new PartFailure(tooMuch);
    }
  }

  private static <R> R answerOf(Talk<R> talk) {
    try {
      return talk.answer.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException theirs -> throw theirs;
        case Error theirs -> throw theirs;
        case null, default -> throw failed;
      }
    }
  }

  /// What a question has cost so far.
  private final class Bill {
    private final Runner runner;
    private final long processorBefore;
    private final long bytesBefore;
    private long waitingSince = System.nanoTime();

    private Bill(Runner runner) {
      this.runner = runner;
      this.processorBefore = THREADS.getThreadCpuTime(runner.threadId());
      this.bytesBefore = THREADS.getThreadAllocatedBytes(runner.threadId());
    }

    private String tooMuch() {
      long processor = THREADS.getThreadCpuTime(runner.threadId()) - processorBefore;
      if (processor > processorTime.toNanos()) {
        return "it hangs: no answer after " + processorTime.toMillis() + " ms of computing";
      }
      if (THREADS.getThreadAllocatedBytes(runner.threadId()) - bytesBefore > bytes) {
        return "it floods the memory: more than " + (bytes >> 20) + " MiB for one question";
      }
      if (runner.getState() == Thread.State.RUNNABLE) waitingSince = System.nanoTime();
      return System.nanoTime() - waitingSince > waitingTime.toNanos()
          ? "it hangs: it has waited for " + waitingTime.toMillis() + " ms"
          : "";
    }
  }

  /// One question and what is said until its answer.
  private static final class Talk<R> {
    private final Supplier<R> code;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private final LinkedBlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private boolean isCut;

    private Talk(Supplier<R> code) {
      this.code = code;
    }

    private @Nullable Runnable next() {
      try {
        return turns.poll(SLICE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new PartFailure("it was asked while everything stops", stopping);
      }
    }

    /// Hands a turn to the loop, unless nobody waits for it any longer.
    private synchronized void hand(Runnable turn) {
      if (isCut) throw new PartFailure("it was cut off");
      turns.add(turn);
    }

    private synchronized void cut() {
      isCut = true;
    }

    private void run() {
      CompletableFuture<R> said = new CompletableFuture<>();
      try {
        said.complete(code.get());
      } catch (RuntimeException | Error theirs) {
        said.completeExceptionally(theirs);
      }
      hand(() -> {
        var _ = said.whenComplete((value, failure) -> {
          if (failure == null) {
            answer.complete(value);
          } else {
            answer.completeExceptionally(failure);
          }
        });
      });
    }
  }

  /// The thread on which theirs runs.
  private static final class Runner extends Thread {
    private final LinkedBlockingQueue<Talk<?>> jobs = new LinkedBlockingQueue<>();
    private volatile boolean isGivenUp;
    private @Nullable Talk<?> talk;

    private Runner() {
      super("part");
      setDaemon(true);
    }

    private static Runner begin() {
      Runner runner = new Runner();
      runner.start();
      return runner;
    }

    @Override
    public void run() {
      try {
        while (!isGivenUp) {
          Talk<?> next = jobs.poll(IDLE.toSeconds(), TimeUnit.SECONDS);
          if (next == null) return;
          talk = next;
          next.run();
        }
      } catch (InterruptedException | PartFailure cutOff) {
        isGivenUp = true; // Nobody waits for it any longer, so it ends.
      }
    }

    private <R> R callBack(Supplier<R> code) {
      Talk<?> present = talk;
      if (present == null) throw new PartFailure("nobody asked it");
      CompletableFuture<R> done = new CompletableFuture<>();
      present.hand(() -> {
        try {
          done.complete(code.get());
        } catch (RuntimeException | Error refused) {
          done.completeExceptionally(refused);
        }
      });
      try {
        return done.join();
      } catch (CompletionException failed) {
        switch (failed.getCause()) {
          case RuntimeException ours -> throw ours;
          case Error ours -> throw ours;
          case null, default -> throw failed;
        }
      }
    }

    private void giveUp() {
      isGivenUp = true;
      interrupt();
    }
  }
}
