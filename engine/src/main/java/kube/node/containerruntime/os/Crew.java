package kube.node.containerruntime.os;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/// The threads that wait for real processes, and the way back to the loop.
///
/// One thread starts every process and lives as long as this crew: a process that is to die with its
/// parent dies with that thread. Others read what processes write.
final class Crew implements AutoCloseable {

  /// Starts something; may fail as everything real may.
  interface Start {
    void run() throws IOException;
  }

  private static final int CHUNK = 8_192;

  private final Consumer<Runnable> loop;
  private final ExecutorService starter;
  private final ThreadFactory readers = Thread.ofVirtual().name("process-reader").factory();

  /// @param loop runs what it is given on the cluster's loop
  Crew(Consumer<Runnable> loop) {
    this.loop = loop;
    this.starter = Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("process-starter").factory());
  }

  /// Starts a process soon; `failed` hears on the loop why it could not be.
  void start(Start start, Consumer<String> failed) {
    starter.execute(() -> {
      try {
        start.run();
      } catch (IOException problem) {
        loop.accept(() -> failed.accept(problem.getMessage()));
      }
    });
  }

  /// Does this on the loop soon.
  void tell(Runnable news) {
    loop.accept(news);
  }

  /// Hands every piece that comes out of the stream to the loop, and then the end of it.
  void read(InputStream stream, Consumer<byte[]> piece, Runnable end) {
    readers.newThread(() -> {
      try (stream) {
        byte[] buffer = new byte[CHUNK];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          byte[] copy = Arrays.copyOf(buffer, count);
          loop.accept(() -> piece.accept(copy));
        }
        loop.accept(end);
      } catch (IOException closed) {
        loop.accept(end); // The process is gone, and its pipe with it.
      }
    }).start();
  }

  /// Tells the loop when the process has ended, and how.
  void await(Process process, Consumer<Integer> ended) {
    var _ = process.onExit().thenAccept(gone -> loop.accept(() -> ended.accept(gone.exitValue())));
  }

  @Override
  public void close() {
    starter.shutdownNow();
  }
}
