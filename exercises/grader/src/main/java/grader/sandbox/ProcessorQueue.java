package grader.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// How long a process had work to do and no processor to do it on, as Linux counts it, and how long
/// it had one.
///
/// On a busy machine honest code waits too. That time is the machine's, and no deadline of a
/// learner counts it.
public final class ProcessorQueue {
  private ProcessorQueue() {}

  /// Says from any thread how long the present one has stood in the queue since this was asked;
  /// nothing where the system does not say.
  public static LongSupplier ofThisThread() {
    try {
      Path thread = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
      long before = nanosOf(thread);
      return () -> Math.max(0, nanosOf(thread) - before);
    } catch (IOException noLinux) {
      return () -> 0;
    }
  }

  /// How long all threads of these processes stood in the queue; nothing where the system does not
  /// say. One may wait for another that stands there, so all count.
  ///
  /// @param known what each thread was last seen with. A thread that has ended says no more, but
  /// the time it stood there was the machine's all the same
  static OptionalLong nanos(List<ProcessHandle> processes, Map<Path, Long> known) {
    for (ProcessHandle each : processes) {
      note(Path.of("/proc", Long.toString(each.pid()), "task"), known);
    }
    return known.values().stream().mapToLong(Long::longValue).reduce(Long::sum);
  }

  /// How much processor time these processes have used together.
  static Duration used(List<ProcessHandle> processes) {
    return processes.stream().flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void note(Path tasks, Map<Path, Long> known) {
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        long nanos = nanosOf(thread);
        if (nanos >= 0) known.merge(thread, nanos, Math::max);
      }
    } catch (IOException | UncheckedIOException hasEndedOrIsNoLinux) {
      return;
    }
  }

  /// `schedstat` says: time on a processor, time in the queue, times it got its turn.
  private static long nanosOf(Path thread) {
    try {
      String[] counts = Files.readString(thread.resolve("schedstat")).strip().split(" ");
      return counts.length < 2 ? -1 : Long.parseLong(counts[1]);
    } catch (IOException | NumberFormatException hasEnded) {
      return -1;
    }
  }
}
