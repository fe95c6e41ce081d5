package site.cell.worker;

import grader.worker.ProtocolBroken;
import grader.worker.Wire;
import org.jspecify.annotations.Nullable;

/// The shell's end of the conversation. One thread talks with the site while another runs the cell,
/// so that a cell that never ends can be stopped by a word.
final class CellWorker {
  private static final int TICK_MILLIS = 40;
  private static final long STACK_BYTES = 16L << 20;

  private final Wire wire;
  private final CellShell shell;
  private final Printed printed;

  CellWorker(Wire wire, CellShell shell, Printed printed) {
    this.wire = wire;
    this.shell = shell;
    this.printed = printed;
  }

  void handleOne() {
    Report report = switch (Words.order(wire)) {
      case Order.WarmUp _ -> {
        Rehearsal.play(Rehearsal.ROUNDS, () -> false);
        printed.take();
        yield new Report.Ready();
      }
      case Order.Begin(var lines) -> {
        lines.forEach(line -> shell.run("", line));
        yield new Report.Ready();
      }
      case Order.Run run -> run(run);
      case Order.Complete(String code, int cursor) -> shell.complete(code, cursor);
      case Order.Describe(String code, int cursor) -> shell.describe(code, cursor);
      case Order.GoOn _,Order.Stop _,Order.Reply _ -> throw new ProtocolBroken("nothing runs");
    };
    Words.say(wire, report);
  }

  private Report run(Order.Run run) {
    printed.begin();
    Thread.ofPlatform().daemon().stackSize(STACK_BYTES).name("cell")
        .start(() -> Outside.ended(shell.run(run.cell(), run.code())));
    try {
      while (true) {
        switch (Outside.next(TICK_MILLIS)) {
          case null -> obey(asked(new Report.Going(printed.take())), null);
          case Outside.Question question -> obey(asked(question.ask()), question);
          case Outside.Ended(Report.Ran ran) -> {
            return new Report.Ran(printed.take(), ran.value(), ran.troubles());
          }
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ProtocolBroken("interrupted");
    }
  }

  private Order asked(Report report) {
    Words.say(wire, report);
    return Words.order(wire);
  }

  private void obey(Order order, Outside.@Nullable Question question) {
    switch (order) {
      case Order.GoOn _ -> {}
      case Order.Stop _ -> shell.stop();
      case Order.Reply reply -> {
        if (question != null) question.reply().complete(reply);
      }
      case Order.WarmUp _,Order.Begin _,Order.Run _,Order.Complete _,Order.Describe _ ->
        throw new ProtocolBroken("a cell still runs");
    }
  }
}
