package site.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import kube.simulation.chaos.Chaos;
import kube.simulation.chaos.Chaos.Outcome;

/// Runs chaos over many seeds and says which promises were broken, and how much faster than the
/// wall clock the clusters lived.
public final class ChaosBenchmark {

  /// One seed in so many is run twice, and both runs must be the same byte for byte.
  private static final int TWICE_IN = 20;
  private static final int SEEDS_SHOWN = 10;
  private static final int PROMISES_SHOWN = 3;

  private final PrintWriter out;
  private final BiConsumer<Integer, Integer> progress;
  private final LongAdder events = new LongAdder();
  private final LongAdder runs = new LongAdder();

  /// @param progress is told how many seeds of how many are done
  public ChaosBenchmark(PrintWriter out, BiConsumer<Integer, Integer> progress) {
    this.out = out;
    this.progress = progress;
  }

  /// Runs `seeds` seeds from `first` on, on all processors. Returns whether every promise held.
  public boolean run(long first, int seeds) {
    long start = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    List<Outcome> broken = LongStream.range(first, first + seeds)
        .parallel()
        .mapToObj(seed -> {
          Outcome outcome = live(seed);
          tell(done.incrementAndGet(), seeds);
          return outcome;
        })
        .filter(outcome -> !outcome.broken().isEmpty())
        .toList();
    report(seeds, broken, Duration.ofNanos(System.nanoTime() - start));
    return broken.isEmpty();
  }

  /// Lives one seed's life. What is thrown in it is a promise broken, as any other.
  private Outcome live(long seed) {
    try {
      return judged(seed);
    } catch (RuntimeException | StackOverflowError thrown) {
      return new Outcome(seed, "", List.of("it threw " + thrown), 0, "");
    }
  }

  private Outcome judged(long seed) {
    Outcome outcome = count(Chaos.run(seed));
    if (seed % TWICE_IN != 0) return outcome;
    Outcome again = count(Chaos.run(seed));
    if (again.digest().equals(outcome.digest())) return outcome;
    return new Outcome(seed, outcome.digest(), List.of("two runs differ"), outcome.events(),
        outcome.timeline());
  }

  private Outcome count(Outcome outcome) {
    events.add(outcome.events());
    runs.increment();
    return outcome;
  }

  private synchronized void tell(int done, int seeds) {
    progress.accept(done, seeds);
  }

  private void report(int seeds, List<Outcome> broken, Duration took) {
    double seconds = took.toMillis() / 1_000.0;
    double lived = runs.sum() * (double) Chaos.LIFE.toSeconds();
    out.printf(Locale.ROOT, "%,d seeds of %d virtual minutes, %,d runs, %,d events in %.1f s%n",
        seeds, Chaos.LIFE.toMinutes(), runs.sum(), events.sum(), seconds);
    out.printf(Locale.ROOT, "virtual time to wall time: %,.0f to 1%n", lived / seconds);
    out.printf("seeds with a broken promise: %d%n", broken.size());
    broken.stream().limit(SEEDS_SHOWN).forEach(outcome -> {
      out.printf("  seed %d%n", outcome.seed());
      outcome.broken().stream().limit(PROMISES_SHOWN).forEach(what -> out.println("    " + what));
    });
    out.flush();
  }
}
