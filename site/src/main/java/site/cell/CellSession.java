package site.cell;

import grader.sandbox.ConfinedProcess;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import grader.worker.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Transport;
import org.jspecify.annotations.Nullable;
import site.cell.worker.Order;
import site.cell.worker.Report;
import site.cell.worker.Words;

/// One learner's shell for one page, and the conversation with its process.
///
/// Safe for many threads: one asks at a time, any may stop what runs. A process that does not keep
/// to its time is ended, and then the session is over: [#lost] says why.
final class CellSession implements AutoCloseable {
  /// A cell that is not done by then is stopped.
  static final Duration RUN_LIMIT = Duration.ofSeconds(30);

  /// How long a stopped cell may go on: of the processor, and on the wall when it only waits.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
  private static final int OUT_OF_MEMORY = 3;

  private final long number;
  private final ConfinedProcess process;
  private final Consumer<ConfinedProcess> giveBack;
  private final Optional<Transport> cluster;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile long lastUsed = System.nanoTime();
  private volatile boolean isStopWanted;
  private volatile boolean isRunning;
  private volatile CountDownLatch runs = new CountDownLatch(0);
  private volatile @Nullable String lost;

  /// Takes over a process that nobody has opened a shell in.
  ///
  /// @param number tells this session from those before and after it
  /// @param lines what the shell evaluates first
  /// @param cluster the cluster outside, when the page has one
  CellSession(long number, ConfinedProcess process, Consumer<ConfinedProcess> giveBack,
      List<String> lines, Optional<Transport> cluster) {
    this.number = number;
    this.process = process;
    this.giveBack = giveBack;
    this.cluster = cluster;
    ask(new Order.Begin(lines), Report.Ready.class);
  }

  /// Has a process that nobody has opened a shell in play its rehearsal to the end.
  static void warmUp(ConfinedProcess process) {
    Words.say(process.wire(), new Order.WarmUp());
    if (!(Words.report(process.wire()) instanceof Report.Ready)) {
      throw new ProtocolBroken("it was to say that it is warm");
    }
  }

  long number() {
    return number;
  }

  /// How long nobody has asked anything; 0 while a cell runs.
  long idleNanos() {
    return turn.isLocked() ? 0 : System.nanoTime() - lastUsed;
  }

  /// How much processor time its process has used.
  Duration processorTime() {
    return process.processorTime();
  }

  /// Why there is no shell any more, when there is none.
  Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  /// Runs a cell; what it prints goes to `listener` while it runs.
  Report.Ran run(String cell, String code, Consumer<String> listener) {
    if (isRunning || !hasTurn(ANSWER_LIMIT)) {
      throw new CellTrouble("A cell of this page is still running. Stop it first.");
    }
    isRunning = true;
    CountDownLatch done = new CountDownLatch(1);
    runs = done;
    isStopWanted = false;
    guard(done, RUN_LIMIT.plus(STOP_PATIENCE), RUN_LIMIT.plus(STOP_LIMIT),
        "The code went on for more than "
            + RUN_LIMIT.toSeconds() + " seconds and could not be stopped.");
    long end = System.nanoTime() + RUN_LIMIT.toNanos();
    try {
      Words.say(wire(), new Order.Run(cell, code));
      while (true) {
        switch (Words.report(wire())) {
          case Report.Going(String printed) -> {
            if (!printed.isEmpty()) listener.accept(printed);
            Words.say(wire(), isStopWanted || System.nanoTime() > end
                ? new Order.Stop()
                : new Order.GoOn());
          }
          case Report.Ask ask -> Words.say(wire(), answer(ask));
          case Report.Ran ran -> {
            if (!ran.printed().isEmpty()) listener.accept(ran.printed());
            return ran;
          }
          case Report.Ready _,Report.Suggested _,Report.Described _ ->
            throw new ProtocolBroken("the cell had not ended");
        }
      }
    } catch (PeerGone | ProtocolBroken gone) {
      throw end(gone);
    } finally {
      isRunning = false;
      done.countDown();
      lastUsed = System.nanoTime();
      turn.unlock();
    }
  }

  /// Stops what runs, if anything does; ends the process when it does not stop.
  void stop() {
    isStopWanted = true;
    guard(runs, STOP_PATIENCE, STOP_LIMIT,
        "The code could not be stopped, so its process was ended.");
  }

  /// What could stand at the cursor. Nothing while a cell runs.
  Report.Suggested complete(String code, int cursor) {
    return ask(new Order.Complete(code, cursor), Report.Suggested.class);
  }

  /// What is named at the cursor. Nothing while a cell runs.
  Report.Described describe(String code, int cursor) {
    return ask(new Order.Describe(code, cursor), Report.Described.class);
  }

  private <R extends Report> R ask(Order order, Class<R> type) {
    if (isRunning || !hasTurn(LOOK)) {
      throw new CellTrouble("A cell is running; ask again when it has ended.");
    }
    CountDownLatch done = new CountDownLatch(1);
    guard(done, ANSWER_PATIENCE, ANSWER_LIMIT, "The shell did not answer any more.");
    try {
      Words.say(wire(), order);
      Report report = Words.report(wire());
      if (!type.isInstance(report)) throw new ProtocolBroken("another answer was due");
      return type.cast(report);
    } catch (PeerGone | ProtocolBroken gone) {
      throw end(gone);
    } finally {
      done.countDown();
      lastUsed = System.nanoTime();
      turn.unlock();
    }
  }

  /// Whoever is asked meanwhile what stands at the cursor is soon done.
  private boolean hasTurn(Duration patience) {
    try {
      return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Wire wire() {
    return process.wire();
  }

  /// The cluster outside answers as it would answer any client. A watch is refused.
  private Order.Reply answer(Report.Ask ask) {
    Request request = new Request(ask.method(), ask.path(), ask.query(), ask.headers(), ask.body(),
        ask.user());
    Response response = cluster.<Response>map(transport -> transport.send(request))
        .orElseGet(() -> refusal("This page has no cluster outside of its cells."));
    return switch (response) {
      case Response.Answer answer -> reply(answer);
      case Response.Stream _,Response.Flow _,Response.Upgrade _,Response.Later _ ->
        reply(refusal("A cell cannot wait for an answer that comes bit by bit. The terminal can."));
    };
  }

  private static Response.Answer refusal(String why) {
    return Response.Answer.refusal(new kube.foundation.api.Status(400, "BadRequest", why, "", "",
        "", List.of()));
  }

  private static Order.Reply reply(Response.Answer answer) {
    return new Order.Reply(answer.code(), answer.contentType(), answer.body(),
        new TreeMap<>(answer.headers()));
  }

  /// Ends the process if the work is not done in time: its own time on the processor, so that a
  /// busy machine ends nobody, and a longer one on the wall.
  private void guard(CountDownLatch done, Duration patience, Duration limit, String why) {
    Duration before = process.processorTime();
    long end = System.nanoTime() + patience.toNanos();
    Thread.ofVirtual().name("cell-guard").start(() -> {
      try {
        while (!done.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
          boolean isSpent = process.processorTime().minus(before).compareTo(limit) > 0;
          if (isSpent || System.nanoTime() > end) {
            give(why);
            return;
          }
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void give(String why) {
    if (lost == null) lost = why + " What its cells had declared is gone.";
    process.kill();
  }

  private CellTrouble end(RuntimeException gone) {
    if (lost == null) {
      lost = (gone instanceof ProtocolBroken
          ? "The code spoke to the site behind its shell's back, so its process was ended."
          : ending()) + " What its cells had declared is gone.";
    }
    close();
    return new CellTrouble(String.valueOf(lost), gone);
  }

  private String ending() {
    OptionalInt code = process.exitCode(Duration.ofSeconds(2));
    if (code.isEmpty()) return "The connection to the shell was cut.";
    return code.getAsInt() == OUT_OF_MEMORY
        ? "The code wanted more than " + Cells.HEAP_MEGABYTES + " MB of memory."
        : "The code ended its own process, with exit code " + code.getAsInt() + ".";
  }

  /// Ends the shell with everything it started.
  @Override
  public void close() {
    if (lost == null) lost = "This page's shell is closed.";
    giveBack.accept(process);
  }
}
