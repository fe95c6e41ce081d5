package site.lab.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/// What is typed while a command runs: its standard input.
///
/// Safe for one who types and one who reads.
final class TypedInput extends InputStream {
  private static final int PIECES_AT_MOST = 1_000;
  private static final byte[] END = {};

  private final LinkedBlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(PIECES_AT_MOST);
  private byte[] piece = END;
  private int at;
  private boolean ended;

  /// What nobody has room for any more is lost: the command does not read.
  void type(String text) {
    if (text.isEmpty()) return;
    var _ = typed.offer(text.getBytes(StandardCharsets.UTF_8));
  }

  void end() {
    var _ = typed.offer(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (ended) return -1;
    if (at >= piece.length && !next()) return -1;
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, from, count);
    at += count;
    return count;
  }

  private boolean next() throws IOException {
    try {
      piece = typed.take();
      at = 0;
      ended = piece.length == 0;
      return !ended;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }
}
