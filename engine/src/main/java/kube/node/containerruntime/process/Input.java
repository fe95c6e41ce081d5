package kube.node.containerruntime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// Where a program reads. What comes before anybody reads is kept, up to a limit.
///
/// Reading never waits: the reader is called at once when there is something, and later when there is
/// not. There is one reader at a time.
///
/// Owned by the loop.
public final class Input {

  private static final int BYTES_KEPT_AT_MOST = 64 * 1024 * 1024;
  private static final byte NEWLINE = '\n';

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private boolean ended;
  private @Nullable Runnable reader;

  /// An input with nothing in it: `/dev/null`.
  public static Input empty() {
    return of(new byte[0]);
  }

  /// An input with this in it and no more.
  public static Input of(byte[] content) {
    Input input = new Input();
    input.write(content);
    input.end();
    return input;
  }

  /// Adds bytes for the reader. What is too much for anybody ends the input.
  public void write(byte[] bytes) {
    if (ended) return;
    kept.writeBytes(bytes);
    if (kept.size() > BYTES_KEPT_AT_MOST) ended = true;
    wake();
  }

  /// There will be no more.
  public void end() {
    ended = true;
    wake();
  }

  /// Gives what there is, when there is some; empty at the end.
  public void read(Consumer<Optional<byte[]>> taker) {
    await(() -> {
      if (kept.size() == 0 && !ended) return false;
      byte[] some = kept.toByteArray();
      kept.reset();
      taker.accept(some.length == 0 ? Optional.empty() : Optional.of(some));
      return true;
    });
  }

  /// Gives the next line without its end; empty when there is none.
  public void line(Consumer<Optional<String>> taker) {
    await(() -> {
      byte[] all = kept.toByteArray();
      int end = indexOfNewline(all);
      if (end < 0 && !ended) return false;
      kept.reset();
      if (end < 0) {
        taker.accept(all.length == 0
            ? Optional.empty()
            : Optional.of(new String(all, StandardCharsets.UTF_8)));
        return true;
      }
      kept.write(all, end + 1, all.length - end - 1);
      taker.accept(
          Optional.of(new String(Arrays.copyOf(all, end), StandardCharsets.UTF_8)));
      return true;
    });
  }

  /// Gives everything, at the end.
  public void all(Consumer<byte[]> taker) {
    await(() -> {
      if (!ended) return false;
      byte[] all = kept.toByteArray();
      kept.reset();
      taker.accept(all);
      return true;
    });
  }

  private interface Attempt {
    boolean succeeds();
  }

  private void await(Attempt attempt) {
    reader = null;
    if (attempt.succeeds()) return;
    reader = () -> {
      if (!attempt.succeeds()) await(attempt);
    };
  }

  private void wake() {
    Runnable waiting = reader;
    reader = null;
    if (waiting != null) waiting.run();
  }

  private static int indexOfNewline(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) if (bytes[i] == NEWLINE) return i;
    return -1;
  }
}
