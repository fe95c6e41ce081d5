package grader.run;

import grader.compile.CompileMessages;
import grader.compile.CompileMessages.Complaint;
import grader.compile.CompileMessages.Order;
import grader.compile.CompileMessages.Outcome;
import grader.compile.Suggestions;
import grader.sandbox.ConfinedProcess;
import grader.sandbox.Workshop;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The warm compiler process: one at a time, replaced when it dies, is late, or has done its share.
final class Compiler implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  /// Nobody waits longer for a suggestion.
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int SHARE = 2_000;

  private final Workshop workshop;
  private final Watchdog watchdog;
  private @Nullable ConfinedProcess process;
  private int compiled;

  Compiler(Workshop workshop, Watchdog watchdog) {
    this.workshop = workshop;
    this.watchdog = watchdog;
    this.process = workshop.startCompiler();
  }

  /// Compiles these sources. Whatever the sources do to the compiler becomes a complaint.
  Outcome compile(SortedMap<String, String> sources) {
    return ask(new Order.Compile(sources), DEADLINE, CompileMessages::outcome,
        isLate -> failure(isLate
            ? "Compiling took longer than " + DEADLINE.toSeconds()
                + " seconds and was stopped. Make the code simpler."
            : "The compiler ran out of memory on this code. Look for constants or expressions that"
                + " grow by doubling, and make them simpler."));
  }

  /// What may be written in a file at an offset. Code that the compiler cannot digest gets none.
  Suggestions complete(SortedMap<String, String> sources, String file, int offset) {
    return ask(new Order.Complete(sources, file, offset), PATIENCE, CompileMessages::suggestions,
        _ -> Suggestions.none(offset));
  }

  private synchronized <T> T ask(Order order, Duration deadline, Function<byte[], T> reading,
      Function<Boolean, T> instead) {
    ConfinedProcess running = running();
    try (Watchdog.Watch watch = watchdog.watch(running, deadline)) {
      try {
        running.wire().send(CompileMessages.order(order));
        return reading.apply(running.wire().receive());
      } catch (PeerGone | ProtocolBroken | java.io.UncheckedIOException end) {
        process = null;
        running.close();
        return instead.apply(watch.hasBitten());
      }
    }
  }

  /// How much processor time the present compiler process has used.
  synchronized Duration processorTime() {
    return process == null ? Duration.ZERO : process.processorTime();
  }

  private ConfinedProcess running() {
    ConfinedProcess running = process;
    if (running == null || !running.isAlive() || ++compiled > SHARE) {
      if (running != null) running.close();
      compiled = 0;
      running = workshop.startCompiler();
      process = running;
    }
    return running;
  }

  private static Outcome failure(String message) {
    return new Outcome(new TreeMap<>(), List.of(new Complaint("", 0, 0, message)));
  }

  @Override
  public synchronized void close() {
    if (process != null) process.close();
  }
}
