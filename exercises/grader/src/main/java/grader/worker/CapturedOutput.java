package grader.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What learner code prints: kept up to 64 KB, passed on to the process's own stream as far, then
/// dropped.
final class CapturedOutput extends OutputStream {
  static final int MAX_BYTES = 64 * 1024;

  private final OutputStream processStream;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int seen;

  CapturedOutput(OutputStream processStream) {
    this.processStream = processStream;
  }

  /// A stream that learner code may close, flood and share between threads.
  PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int oneByte) {
    write(new byte[]{(byte) oneByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    int room = Math.min(count, MAX_BYTES - seen);
    if (room <= 0) return;
    seen += room;
    kept.write(bytes, from, room);
    try {
      processStream.write(bytes, from, room);
      processStream.flush();
    } catch (java.io.IOException nobodyReads) {
      seen = MAX_BYTES;
    }
  }

  /// What was printed since the last time, and a note where it was cut.
  synchronized String take() {
    if (kept.size() == 0) return "";
    String text = kept.toString(StandardCharsets.UTF_8);
    kept.reset();
    return seen < MAX_BYTES ? text : text + "\n[output cut at 64 KB]\n";
  }
}
