package site;

import grader.run.Grader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one grader of the site, started when somebody opens an exercise and not before.
///
/// A reader who only reads pays for no compiler and no workers; a learner's first run finds them
/// warm, because they start while the statement is being read.
final class WarmGrader implements AutoCloseable {
  private final Supplier<Grader> start;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<Grader> starting;

  /// @param start starts the grader, which takes a while
  WarmGrader(Supplier<Grader> start) {
    this.start = start;
  }

  /// Begins to start the grader, once, and returns at once.
  void warm() {
    var _ = begun();
  }

  /// The grader, when it has started.
  Grader join() {
    return begun().join();
  }

  /// Ends the grader with everything it started.
  @Override
  public void close() {
    lock.lock();
    try {
      if (starting != null && !starting.isCompletedExceptionally()) {
        starting.thenAccept(Grader::close).join();
      }
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Grader> begun() {
    lock.lock();
    try {
      if (starting == null || starting.isCompletedExceptionally()) {
        starting = CompletableFuture.supplyAsync(start);
      }
      return starting;
    } finally {
      lock.unlock();
    }
  }
}
