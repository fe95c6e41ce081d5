package site.cell.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What a cell prints: 64 KB of it, and a line that says so where it was cut.
///
/// Safe for many threads: a cell may print from its own.
final class Printed extends OutputStream {
  static final int MOST_BYTES = 64 * 1024;
  static final String CUT = "\n[cut here: a cell shows its first 64 KB of output]\n";

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int seen;

  PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  /// A cell begins: there is room again.
  synchronized void begin() {
    seen = 0;
  }

  @Override
  public synchronized void write(int oneByte) {
    write(new byte[]{(byte) oneByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    if (seen > MOST_BYTES) return;
    int room = Math.min(count, MOST_BYTES - seen);
    kept.write(bytes, from, room);
    seen += room;
    if (room < count) {
      kept.writeBytes(CUT.getBytes(StandardCharsets.UTF_8));
      seen = MOST_BYTES + 1;
    }
  }

  /// What was printed since the last time.
  synchronized String take() {
    if (kept.size() == 0) return "";
    String text = kept.toString(StandardCharsets.UTF_8);
    kept.reset();
    return text;
  }
}
